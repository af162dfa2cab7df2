package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.delivery.DeliveryPolicy;
import io.github.kycsharing.submissions.internal.engine.EngineOptions;
import io.github.kycsharing.submissions.internal.operation.SnapshotOptions;
import io.github.kycsharing.submissions.internal.publication.PublicationOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How records are stored and delivered that the application hands over.
 *
 * @param enabled Whether to store and deliver submissions, if the application has a data source.
 * @param tablePrefix Prefix of all tables: a lower-case letter, then up to 29 lower-case letters, digits and underscores.
 * @param initializeSchema Mode for creating the tables at start-up: embedded for an in-memory database only, always, or never.
 * @param encryption Encryption of stored records.
 * @param delivery Delivery of submissions.
 * @param publication Publication of events.
 * @param engine Execution of due work.
 * @param operations Figures for meters and health.
 * @param keepBody Time that the record of a rejected submission, or of one whose import failed, is kept. Up to retain.
 * @param retain Time that an ended submission is kept. 1h to 3650d.
 */
@ConfigurationProperties("kyc-sharing.submissions")
record KycSubmissionsProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("kyc_sharing_") String tablePrefix,
        @DefaultValue("embedded") SchemaInitialization initializeSchema,
        @DefaultValue Encryption encryption,
        @DefaultValue Delivery delivery,
        @DefaultValue Publication publication,
        @DefaultValue Engine engine,
        @DefaultValue Operations operations,
        @DefaultValue("7d") Duration keepBody,
        @DefaultValue("365d") Duration retain) {
    /** After so many heartbeats without a report, another instance takes the work over. */
    static final int MISSED_HEARTBEATS = 4;

    /** When the tables are created at start-up. */
    enum SchemaInitialization {
        EMBEDDED,
        ALWAYS,
        NEVER
    }

    /**
     * Encryption of stored records.
     *
     * @param keyset Tink keyset in JSON with AEAD keys, or its location, such as file:/run/secrets/keyset.json. A secret. Mandatory
     *     unless the database is in memory or the application defines a KycKeysetProvider bean.
     */
    record Encryption(@Nullable String keyset) {
        /** Has no value, since it is a secret. */
        @Override
        public String toString() {
            return "Encryption[]";
        }
    }

    /**
     * Delivery of submissions.
     *
     * @param enabled Whether this instance delivers, polls and publishes. If false, it only stores submissions, for other instances.
     * @param threads Number of threads of this instance for calls to the exchange, for all clients together. 1 to 1,000.
     * @param window Maximum number of submissions of a client in delivery at once, on all instances together. 1 to 10,000.
     * @param claim Time from the pick-up of a submission within which an attempt may begin. 1s to 5m, and shorter than four heartbeats.
     * @param initialBackoff Pause after the first failure; it doubles with each further one. 1ms to 1h.
     * @param maxBackoff Longest pause. Up to 1d, not less than the initial one.
     * @param resumeWithin Time since its first attempt within which an uncertain submission is sent again. Up to 365d.
     * @param unresolvedAfter Time that a doubt lasts before a person decides. Longer than claim, up to 365d.
     * @param confirmWithin Time since the acceptance within which the import status is queried. Up to 365d.
     * @param rejectionsBeforePause Number of equal rejections in a row that pause a client's deliveries. 2 to 10,000.
     * @param failuresBeforeQuarantine Number of internal failures in a row that quarantine a submission. 1 to 100.
     */
    record Delivery(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("16") int threads,
            @DefaultValue("32") int window,
            @DefaultValue("20s") Duration claim,
            @DefaultValue("1s") Duration initialBackoff,
            @DefaultValue("10m") Duration maxBackoff,
            @DefaultValue("24h") Duration resumeWithin,
            @DefaultValue("72h") Duration unresolvedAfter,
            @DefaultValue("7d") Duration confirmWithin,
            @DefaultValue("20") int rejectionsBeforePause,
            @DefaultValue("5") int failuresBeforeQuarantine) {}

    /**
     * Publication of events.
     *
     * @param threads Number of events that this instance publishes at once. Each occupies a database connection. 1 to 100.
     * @param initialBackoff Pause after the first failure of a listener; it doubles with each further one. 1ms to 1h.
     * @param maxBackoff Longest pause. Up to 1d, not less than the initial one.
     */
    record Publication(
            @DefaultValue("2") int threads,
            @DefaultValue("1s") Duration initialBackoff,
            @DefaultValue("1h") Duration maxBackoff) {}

    /**
     * Execution of due work.
     *
     * @param pollingInterval Interval at which due work of other instances is looked for. 10ms to 1m.
     * @param heartbeatInterval Interval at which an instance reports that its work is in progress. After four without a report,
     *     another instance takes the work over. 1s to 5m.
     * @param sweepInterval Interval at which clocks are compared, lost tasks are recreated and expired rows are deleted. 100ms to 1h.
     * @param shutdownTimeout Time that a shutdown waits for attempts and listeners in progress. 1s to 1h. Less than
     *     spring.lifecycle.timeout-per-shutdown-phase.
     */
    record Engine(
            @DefaultValue("1s") Duration pollingInterval,
            @DefaultValue("9s") Duration heartbeatInterval,
            @DefaultValue("30s") Duration sweepInterval,
            @DefaultValue("25s") Duration shutdownTimeout) {}

    /**
     * Figures for meters and health.
     *
     * @param enabled Whether this instance reads the figures of its database. They are the same on all instances. If false, it has no
     *     meters of the tables and no health.
     * @param refreshInterval Interval at which the figures are read. After three without a result, meters have no value. 100ms to 1h.
     * @param stuckAfter Time after which due work counts as stuck if nothing of it has changed. Longer than refresh-interval, up to 1d.
     */
    record Operations(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("15s") Duration refreshInterval,
            @DefaultValue("5m") Duration stuckAfter) {}

    DeliveryPolicy policy() {
        return new DeliveryPolicy(
                delivery.window(),
                delivery.claim(),
                delivery.initialBackoff(),
                delivery.maxBackoff(),
                delivery.resumeWithin(),
                delivery.unresolvedAfter(),
                delivery.confirmWithin(),
                delivery.rejectionsBeforePause(),
                delivery.failuresBeforeQuarantine(),
                keepBody,
                retain);
    }

    PublicationOptions publicationOptions() {
        return new PublicationOptions(
                publication.threads(),
                engine.pollingInterval(),
                publication.initialBackoff(),
                publication.maxBackoff(),
                engine.shutdownTimeout());
    }

    EngineOptions engineOptions() {
        return new EngineOptions(
                delivery.enabled(),
                delivery.threads(),
                engine.pollingInterval(),
                engine.heartbeatInterval(),
                MISSED_HEARTBEATS,
                engine.sweepInterval(),
                engine.shutdownTimeout());
    }

    SnapshotOptions snapshotOptions() {
        return new SnapshotOptions(operations.refreshInterval(), operations.stuckAfter());
    }

    /** Has no value of a property, since one is a secret. */
    @Override
    public String toString() {
        return "KycSubmissionsProperties[tablePrefix=" + tablePrefix + "]";
    }
}
