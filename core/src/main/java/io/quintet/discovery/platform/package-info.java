/** Discovery by the platform: an address or a name is all that is needed. Start with {@link PlatformRegistryProvider}. */
@NullMarked
package io.quintet.discovery.platform;

import org.jspecify.annotations.NullMarked;
