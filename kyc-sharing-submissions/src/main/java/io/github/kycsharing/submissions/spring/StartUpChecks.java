package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.store.BackfillStore;
import io.github.kycsharing.submissions.internal.store.CustomerData;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fails the start, or logs a warning, if stored submissions could be lost or cannot be delivered here. */
record StartUpChecks(
        SubmissionDatabase database,
        SubmissionStore store,
        CustomerData customerData,
        BackfillStore backfills,
        RecordCipher cipher,
        Entities entities)
        implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(StartUpChecks.class);

    @Override
    public void afterSingletonsInstantiated() {
        requireDurableCommits();
        SchemaVersion.require(database);
        warnOfMissingKeys();
        warnOfOtherEntities();
    }

    /** Refuses an H2 file that acknowledges commits before they are on disk: by default it writes them after half a second. */
    private void requireDurableCommits() {
        if (database.product() != DatabaseProduct.H2_PERSISTENT) {
            return;
        }
        // The delay in force, and one that was set earlier and is not in force after the next start: both must be zero.
        List<String> delays = JdbcClient.create(database.dataSource())
                .sql("select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'")
                .query(String.class)
                .list();
        if (delays.isEmpty() || !delays.stream().allMatch("0"::equals)) {
            throw new SubmissionSetupException(
                    "The H2 database of the submissions writes commits to its file with a delay, so that a crash loses records"
                            + " that were acknowledged.",
                    "Add ;WRITE_DELAY=0 to the URL of the data source, or use PostgreSQL.");
        }
    }

    private void warnOfMissingKeys() {
        String missing = Stream.of(store.keyIds(), customerData.keyIds(), backfills.keyIds())
                .flatMap(Set::stream)
                .distinct()
                .filter(id -> !cipher.hasKey(id))
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            log.warn(
                    "Stored submissions are encrypted with keys that the keyset lacks: {}. They wait for an instance that has them."
                            + " Add the keys to kyc-sharing.submissions.encryption.keyset.",
                    missing);
        }
    }

    private void warnOfOtherEntities() {
        Set<String> others = store.otherEntities(entities.all());
        long submissions = others.stream()
                .map(store::counts)
                .map(Map::entrySet)
                .flatMap(Set::stream)
                .filter(count -> !count.getKey().isTerminal())
                .mapToLong(Map.Entry::getValue)
                .sum();
        if (submissions > 0) {
            log.warn(
                    "{} open submissions of {} access entities wait for an instance that has a client for them. Configure it with"
                            + " kyc-sharing.clients.<name>.biz-entity-key.",
                    submissions,
                    others.size());
        }
    }
}
