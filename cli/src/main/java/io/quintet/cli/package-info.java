/** The command line. Start at {@link io.quintet.cli.CliCommand} to add a command, at {@link io.quintet.cli.Main} to follow one. */
@NullMarked
package io.quintet.cli;

import org.jspecify.annotations.NullMarked;
