package io.github.kycsharing.submissions.spring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;

/** The application has neither switched off its clients nor its submissions. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnBooleanProperty(
        name = {"kyc-sharing.enabled", "kyc-sharing.submissions.enabled"},
        matchIfMissing = true)
@interface OnSubmissions {}
