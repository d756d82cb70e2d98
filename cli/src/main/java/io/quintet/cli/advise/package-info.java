/**
 * {@code quintet advise}: which technologies fit, which do not, and why. The judgement is {@link io.quintet.advice.Advisor}'s; start at
 * {@link io.quintet.cli.advise.AdviseCommand}.
 */
@NullMarked
package io.quintet.cli.advise;

import org.jspecify.annotations.NullMarked;
