package io.quintet.cli;

import java.util.concurrent.Callable;

/**
 * A command of the command line: a class with picocli's {@code @Command}, found through {@link java.util.ServiceLoader}, so that
 * modules bring their own. It returns the exit code: 0 for success, 1 for failure, 2 for wrong usage.
 */
public interface CliCommand extends Callable<Integer> {}
