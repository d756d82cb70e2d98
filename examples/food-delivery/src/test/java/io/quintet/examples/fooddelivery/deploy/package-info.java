/** Tests of the samples for containers. */
package io.quintet.examples.fooddelivery.deploy;
