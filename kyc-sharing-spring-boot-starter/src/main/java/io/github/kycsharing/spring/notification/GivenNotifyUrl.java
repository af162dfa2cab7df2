package io.github.kycsharing.spring.notification;

import io.github.kycsharing.KycSharingClientBuilder;
import io.github.kycsharing.spring.KycSharingClientBuilderCustomizer;

/** Lets a client's records name the URL under which this application receives notifications. */
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
