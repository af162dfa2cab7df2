/** What became of the customers: notifications, confirmed by the status query, and told to the application once. */
@NullMarked
package io.github.kycsharing.spring.notification;

import org.jspecify.annotations.NullMarked;
