package io.quintet.spi;

/**
 * One instance's network location.
 *
 * @param transport the call transport that reaches it
 * @param address what that transport understands, such as {@code http://127.0.0.1:8080}
 */
public record Endpoint(String transport, String address) {}
