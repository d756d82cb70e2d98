/** Instances in ZooKeeper, in the format of Curator's service discovery. Start with {@link ZooKeeperRegistryProvider}. */
@NullMarked
package io.quintet.discovery.zookeeper;

import org.jspecify.annotations.NullMarked;
