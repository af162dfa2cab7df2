package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.KycSharingClientBuilder;
import io.github.kycsharing.spring.KycSharingClientBuilderCustomizer;
import io.github.kycsharing.submissions.KycNotificationUrls;

/** Adds to a client's records the URL under which the application receives notifications. */
final class GivenNotifyUrl implements KycSharingClientBuilderCustomizer {
    private final KycNotificationUrls urls;

    GivenNotifyUrl(KycNotificationUrls urls) {
        this.urls = urls;
    }

    @Override
    public void customize(String clientName, KycSharingClientBuilder builder) {
        urls.urlOf(clientName).ifPresent(builder::notifyUrl);
    }
}
