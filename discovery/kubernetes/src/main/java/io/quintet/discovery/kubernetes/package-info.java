/** Instances from the EndpointSlices of a Kubernetes cluster. Start with {@link KubernetesRegistryProvider}. */
@NullMarked
package io.quintet.discovery.kubernetes;

import org.jspecify.annotations.NullMarked;
