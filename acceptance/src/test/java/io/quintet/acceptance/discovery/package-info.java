/** The registries that come with core and with sql pass the conformance kit, as those of {@code discovery/} do in their modules. */
@NullMarked
package io.quintet.acceptance.discovery;

import org.jspecify.annotations.NullMarked;
