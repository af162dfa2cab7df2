package io.github.kycsharing.submissions.spring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;

/** The application receives notifications, on this instance or on others. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnBooleanProperty("kyc-sharing.notifications.enabled")
@ConditionalOnBooleanProperty(name = "kyc-sharing.enabled", matchIfMissing = true)
@interface OnNotifications {}
