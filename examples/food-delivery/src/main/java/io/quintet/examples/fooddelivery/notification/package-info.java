/** Tells consumers. Start at {@link io.quintet.examples.fooddelivery.notification.NotificationApp}. */
@NullMarked
package io.quintet.examples.fooddelivery.notification;

import org.jspecify.annotations.NullMarked;
