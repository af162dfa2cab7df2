package io.github.kycsharing.test;

import io.github.kycsharing.test.RfiSubmission.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The RFI records of all customers. Guarded by the exchange. */
final class RfiRecords {
    /** Just beyond the integers that a double holds exactly. */
    private static final long FIRST_RECORD_ID = (1L << 53) + 1_001;

    private static final Set<String> CLOSED_STATUSES = Set.of("PASS", "EXPIRED", "CLOSE");
    private static final Set<String> AUDITED_STATUSES = Set.of("PASS", "REFUSED");

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Duration resultDelay;
    private long raised;
    private long submitted;

    RfiRecords(Duration resultDelay) {
        this.resultDelay = resultDelay;
    }

    Entry raise(Customers.Key customer, RfiRequest request, Instant now) {
        Entry entry = new Entry(customer, String.valueOf(FIRST_RECORD_ID + 2 * raised++), request, now);
        entries.put(entry.recordId, entry);
        return entry;
    }

    Collection<Entry> all() {
        return List.copyOf(entries.values());
    }

    Entry require(String recordId) {
        Entry entry = entries.get(recordId);
        if (entry == null) {
            throw new IllegalStateException("the exchange has no RFI record of this id");
        }
        return entry;
    }

    Optional<Entry> find(Customers.Key customer, String recordId) {
        return Optional.ofNullable(entries.get(recordId)).filter(entry -> entry.customer.equals(customer));
    }

    /** The data of the submission's response. */
    Submission submit(Entry entry, Map<String, List<String>> fileUrls, Instant now) {
        Submission submission = new Submission("RFI-SUBMISSION-" + ++submitted, fileUrls, now.plus(resultDelay));
        entry.submissions.add(submission);
        entry.status = "UPLOADING";
        return submission;
    }

    /** Completes the submissions that are due. */
    List<RfiResult> complete(Instant now) {
        List<RfiResult> results = new ArrayList<>();
        for (Entry entry : entries.values()) {
            for (Submission submission : entry.submissions) {
                if (submission.result == Result.PROCESS && !now.isBefore(submission.completeAt)) {
                    entry.complete(submission);
                    results.add(new RfiResult(entry.customer, entry.recordId, submission.snapshot()));
                }
            }
        }
        return results;
    }

    void clear() {
        entries.clear();
    }

    /** The conditions of a page query; an empty text is no condition. */
    record Filter(
            String bizEntityKey,
            String entityCustomerId,
            String kycType,
            String recordId,
            String status,
            String startTime,
            String endTime) {

        boolean matches(Entry entry, Instant now) {
            LocalDate created = LocalDate.ofInstant(entry.createdAt, ZoneOffset.UTC);
            return bizEntityKey.equals(entry.customer.bizEntityKey())
                    && equalsIfSet(entityCustomerId, entry.customer.entityCustomerId())
                    && equalsIfSet(kycType, "USER")
                    && equalsIfSet(recordId, entry.recordId)
                    && equalsIfSet(status, entry.status(now))
                    && (startTime.isBlank() || !created.isBefore(LocalDate.parse(startTime)))
                    && (endTime.isBlank() || !created.isAfter(LocalDate.parse(endTime)));
        }

        private static boolean equalsIfSet(String condition, String value) {
            return condition.isBlank() || condition.equals(value);
        }
    }

    /** One record. */
    static final class Entry {
        private final Customers.Key customer;
        private final String recordId;
        private final RfiRequest request;
        private final Instant createdAt;
        private final List<Submission> submissions = new ArrayList<>();
        private final Deque<String> failures = new ArrayDeque<>();
        private String status = "PROCESS";
        private @Nullable Instant auditedAt;

        Entry(Customers.Key customer, String recordId, RfiRequest request, Instant createdAt) {
            this.customer = customer;
            this.recordId = recordId;
            this.request = request;
            this.createdAt = createdAt;
        }

        Customers.Key customer() {
            return customer;
        }

        String recordId() {
            return recordId;
        }

        List<String> fileTypes() {
            return request.fileTypes();
        }

        String status(Instant now) {
            return status.equals("PROCESS") && !now.isBefore(expiresAt()) ? "EXPIRED" : status;
        }

        boolean isOpen(Instant now) {
            return !CLOSED_STATUSES.contains(status(now));
        }

        Entry set(String changed, Instant now) {
            status = changed;
            auditedAt = AUDITED_STATUSES.contains(changed) ? now : auditedAt;
            return this;
        }

        Entry failNext(String failReason) {
            failures.add(failReason);
            return this;
        }

        List<RfiSubmission> submissions() {
            return submissions.stream().map(Submission::snapshot).toList();
        }

        Optional<RfiSubmission> submission(String requestNo) {
            return submissions().stream()
                    .filter(submission -> submission.requestNo().equals(requestNo))
                    .findFirst();
        }

        /** One row of a page. */
        Map<String, @Nullable Object> row(Instant now) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("recordId", recordId);
            row.put("bizEntityKey", customer.bizEntityKey());
            row.put("entityCustomerId", customer.entityCustomerId());
            row.put("kycType", "USER");
            row.put("status", status(now));
            row.put("fileTypes", request.fileTypes());
            row.put("expireTime", expiresAt().toEpochMilli());
            row.put("recordType", request.recordType());
            row.put("auditor", auditedAt == null ? null : "auditor");
            row.put("auditTime", auditedAt == null ? null : auditedAt.toEpochMilli());
            row.put("dbCreateTime", createdAt.toEpochMilli());
            return row;
        }

        private Instant expiresAt() {
            return createdAt.plus(request.validFor());
        }

        private void complete(Submission submission) {
            String failure = failures.poll();
            submission.failReason = failure == null ? submission.unsupportedFile() : failure;
            submission.result = submission.failReason == null ? Result.SUCCESS : Result.FAILED;
            if (status.equals("UPLOADING")) {
                status = submission.result == Result.SUCCESS ? "REVIEW" : "PROCESS";
            }
        }
    }

    /** One submission of files. */
    static final class Submission {
        private final String requestNo;
        private final Map<String, List<String>> fileUrls;
        private final Instant completeAt;
        private Result result = Result.PROCESS;
        private @Nullable String failReason;

        Submission(String requestNo, Map<String, List<String>> fileUrls, Instant completeAt) {
            this.requestNo = requestNo;
            this.fileUrls = fileUrls;
            this.completeAt = completeAt;
        }

        String requestNo() {
            return requestNo;
        }

        Instant completeAt() {
            return completeAt;
        }

        RfiSubmission snapshot() {
            return new RfiSubmission(requestNo, result, Optional.ofNullable(failReason), fileUrls);
        }

        private @Nullable String unsupportedFile() {
            return fileUrls.values().stream().flatMap(List::stream).allMatch(RfiFile::mayBeSupported)
                    ? null
                    : "unsupported file type";
        }
    }
}
