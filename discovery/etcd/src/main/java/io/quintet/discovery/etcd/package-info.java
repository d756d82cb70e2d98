/** Instances in etcd. Start with {@link io.quintet.discovery.etcd.EtcdRegistryProvider}. */
@NullMarked
package io.quintet.discovery.etcd;

import org.jspecify.annotations.NullMarked;
