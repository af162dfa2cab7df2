package io.github.kycsharing.console.spring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** The application serves the console. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnBooleanProperty("kyc-sharing.console.enabled")
// Of two annotations of the same type, Spring Boot would evaluate only one here.
@ConditionalOnProperty(name = "kyc-sharing.enabled", havingValue = "true", matchIfMissing = true)
@interface OnConsole {}
