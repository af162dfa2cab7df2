package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClientBuilder;
import io.github.kycsharing.model.BrokerType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The configuration of the client that shares KYC records. Checked when the client is made, so that an application with a
 * client of its own need not set anything.
 *
 * @param enabled Whether to make a KYC sharing client at all.
 * @param bizEntityKey Key of the access entity, as the exchange has issued it. Mandatory.
 * @param secret Secret that belongs to the bizEntityKey, not the exchange API-key secret. Mandatory, unless the application
 *     defines a RequestSigner bean. Keep it out of files under version control.
 * @param brokerType Kind of broker that the bizEntityKey is configured for at the exchange, which decides the sections a
 *     record must and may have. Mandatory.
 * @param baseUrl Where the exchange is found. An https URL without query; http for a loopback host only.
 * @param notifyUrl Where the exchange reports a new KYC status of customers whose record names no notifyUrl. An absolute
 *     http or https URL, or "." for no notification.
 * @param connectTimeout How long a connection may take to stand. 1 ms to 1 hour.
 * @param readTimeout How long the exchange may be silent. 1 ms to 1 hour.
 * @param writeTimeout How long the exchange may not take what is sent. 1 ms to 1 hour.
 * @param totalTimeout How long a call may take, all its attempts and the waits between them together. Up to 1 hour.
 * @param maxAnswerSize How much of an answer is read; a longer one is unreadable. 1 KB to 64 MB.
 * @param maxIdleConnections How many connections are kept open while unused. As many as callers that share at once.
 * @param maxConcurrentRequests How many requests may be under way at once; waiting for a place is part of the total time. No
 *     limit unless set.
 * @param maxRequestsPerSecond How many requests may begin in a second, each attempt counted; waiting for a place is part of
 *     the total time. No limit unless set.
 * @param retry How often to try, and how long to wait in between.
 * @param questionnaires Questionnaires that a KZ entity broker's answers are checked against, one for each version. Answers
 *     of a version that is not listed are not checked.
 */
@ConfigurationProperties("kyc-sharing")
public record KycSharingProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String bizEntityKey,
        @Nullable String secret,
        @Nullable BrokerType brokerType,

        @DefaultValue(KycSharingClientBuilder.DEFAULT_BASE_URL)
        String baseUrl,

        @Nullable String notifyUrl,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("20s") Duration readTimeout,
        @DefaultValue("10s") Duration writeTimeout,
        @DefaultValue("60s") Duration totalTimeout,
        @DefaultValue("1MB") DataSize maxAnswerSize,
        @DefaultValue("64") int maxIdleConnections,
        @Nullable Integer maxConcurrentRequests,
        @Nullable Integer maxRequestsPerSecond,
        @DefaultValue Retry retry,
        @DefaultValue List<Questionnaire> questionnaires) {

    /**
     * Copies the list.
     */
    public KycSharingProperties {
        questionnaires = List.copyOf(questionnaires);
    }

    /**
     * Tells all but the secret.
     *
     * @return the properties, with {@code ***} for a secret that is there
     */
    @Override
    public String toString() {
        return "KycSharingProperties[enabled=" + enabled + ", bizEntityKey=" + bizEntityKey + ", secret="
                + (secret == null ? "null" : "***") + ", brokerType=" + brokerType + ", baseUrl=" + baseUrl
                + ", notifyUrl=" + notifyUrl + ", connectTimeout=" + connectTimeout + ", readTimeout=" + readTimeout
                + ", writeTimeout=" + writeTimeout + ", totalTimeout=" + totalTimeout + ", maxAnswerSize="
                + maxAnswerSize + ", maxIdleConnections=" + maxIdleConnections
                + ", maxConcurrentRequests=" + maxConcurrentRequests + ", maxRequestsPerSecond=" + maxRequestsPerSecond
                + ", retry=" + retry
                + ", questionnaires=" + questionnaires + "]";
    }

    /**
     * How often to try, and how long to wait in between.
     *
     * @param maxAttempts How often a request is tried at most. 1 to 100; 1 for no retry.
     * @param initialBackoff Longest wait before the second attempt. The wait is drawn at random from zero up to it, and its
     *     bound doubles with each further attempt. Up to 1 hour.
     * @param maxBackoff What the bound of the waits grows to at most. Up to 1 hour, not less than the initial one.
     */
    public record Retry(
            @DefaultValue("4") int maxAttempts,
            @DefaultValue("250ms") Duration initialBackoff,
            @DefaultValue("5s") Duration maxBackoff) {}

    /**
     * The questions of one questionnaire version, as the exchange has configured them for the broker.
     *
     * @param version Version of the questionnaire, for example KZ_V6.
     * @param questions All questions of the version.
     */
    public record Questionnaire(
            @Nullable String version, @DefaultValue List<Question> questions) {
        /**
         * Copies the list.
         */
        public Questionnaire {
            questions = List.copyOf(questions);
        }
    }

    /**
     * A question and what may be answered to it.
     *
     * @param title Key of the question.
     * @param options Keys of the options; none if any answer may be given.
     */
    public record Question(
            @Nullable String title, @DefaultValue List<String> options) {
        /**
         * Copies the options.
         */
        public Question {
            options = List.copyOf(options);
        }
    }
}
