package io.quintet.advice;

/**
 * What a transport has not.
 *
 * @param need what was asked for
 * @param text the need's name, and what there is in its place where that is a figure
 */
public record Lack(Need need, String text) {}
