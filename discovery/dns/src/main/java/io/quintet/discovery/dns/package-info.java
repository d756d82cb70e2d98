/** Instances from the records of the domain name system. Start with {@link DnsRegistryProvider}. */
@NullMarked
package io.quintet.discovery.dns;

import org.jspecify.annotations.NullMarked;
