package io.quintet.spi;

/**
 * A registry entry: an instance serves a contract at an endpoint.
 *
 * @param id the instance, unique among the running ones
 * @param service the service it is an instance of
 * @param contract the contract's name
 * @param endpoint where
 */
public record Instance(String id, String service, String contract, Endpoint endpoint) {}
