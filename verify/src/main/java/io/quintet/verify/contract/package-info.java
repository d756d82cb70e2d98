/** The contracts of the workload: every style, with one message and one answer. */
@NullMarked
package io.quintet.verify.contract;

import org.jspecify.annotations.NullMarked;
