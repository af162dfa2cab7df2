package io.github.kycsharing.submissions.internal.information;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.InformationRequest;
import io.github.kycsharing.model.InformationRequestFilter;
import io.github.kycsharing.model.InformationRequestPage;
import io.github.kycsharing.submissions.InformationFilesState;
import io.github.kycsharing.submissions.internal.delivery.Backoff;
import io.github.kycsharing.submissions.internal.engine.Steps;
import io.github.kycsharing.submissions.internal.rate.RequestPermits;
import io.github.kycsharing.submissions.internal.store.InformationCursor;
import io.github.kycsharing.submissions.internal.store.InformationRow;
import io.github.kycsharing.submissions.internal.store.InformationStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the exchange's list of requests for information, page after page, and stores what is new. Each page is one transaction, with the
 * events and the position after it. A list without end is read at a limited rate, and from its beginning again after {@link #MAX_PAGES}.
 */
final class InformationList {
    /** Pages of one execution. */
    static final int PAGES = 20;
    /** Pages after which a list begins anew. */
    static final int MAX_PAGES = 2_000;

    static final int ROWS = 50;

    private static final Logger log = LoggerFactory.getLogger(InformationList.class);
    private static final DeliveryOptions ONE_ATTEMPT =
            DeliveryOptions.builder().maxAttempts(1).build();
    /** A long list is continued after this part of the interval. */
    private static final int PART = 10;

    private static final Pattern RECORD_ID = Pattern.compile("[!-~]{1,128}");
    private static final Pattern CUSTOMER_ID = Pattern.compile("[0-9A-Za-z+_@-]{1,128}");
    private static final Instant MAX_TIME = Instant.parse("9999-12-31T00:00:00Z");

    private final InformationStore store;
    private final InformationWriter writer;
    private final InformationContent content;
    private final FilesTransitions transitions;
    private final InformationPolicy policy;
    private final TransactionTemplate tx;
    private final InstantSource clock;
    private final RequestPermits permits;
    private final Steps steps;
    /** Entities with a fault that is logged already. */
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    InformationList(
            InformationStore store,
            InformationWriter writer,
            InformationContent content,
            FilesTransitions transitions,
            InformationPolicy policy,
            TransactionTemplate tx,
            InstantSource clock,
            RequestPermits permits,
            Steps steps) {
        this.store = store;
        this.writer = writer;
        this.content = content;
        this.transitions = transitions;
        this.policy = policy;
        this.tx = tx;
        this.clock = clock;
        this.permits = permits;
        this.steps = steps;
    }

    /** Reads pages if they are due, as long as it may go on. */
    void read(KycSharingClient client, String bizEntityKey, BooleanSupplier goOn) {
        InformationCursor cursor = Objects.requireNonNull(tx.execute(status -> store.cursor(bizEntityKey, now())));
        if (cursor.dueAt().isAfter(now())) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int pages = 0; cursor != null && pages < PAGES && goOn.getAsBoolean(); pages++) {
            if (!permits.acquire(bizEntityKey, InformationPoll.MAX_PERMIT_WAIT).isGranted()) {
                return; // the page stays due
            }
            cursor = readPage(client, cursor, seen);
        }
        if (cursor != null) { // a long list
            InformationCursor later = at(cursor, now().plus(policy.interval().dividedBy(PART)));
            boolean unused = Boolean.TRUE.equals(tx.execute(status -> store.move(later)));
        }
    }

    /** The position for the next page of this execution; null if there is none. */
    private @Nullable InformationCursor readPage(KycSharingClient client, InformationCursor cursor, Set<String> seen) {
        Instant asOf = now();
        steps.before("information-page");
        InformationRequestPage page;
        try {
            page = client.informationRequests()
                    .page(InformationRequestFilter.ALL, cursor.nextPage(), ROWS, ONE_ATTEMPT);
        } catch (KycSharingException e) {
            onFailure(client, cursor, asOf, e);
            return null;
        }
        Map<String, Listed> usable = usable(page);
        boolean anyNew = seen.addAll(usable.keySet());
        InformationCursor next = next(cursor, page, !anyNew, asOf);
        steps.before("information-store");
        boolean moved = Boolean.TRUE.equals(tx.execute(status -> {
            store(cursor.bizEntityKey(), usable, asOf);
            return store.move(next);
        }));
        steps.before("information-stored");
        report(client, cursor.bizEntityKey(), page.rows().stream().anyMatch(row -> isLeftOut(row, usable)));
        boolean goesOn = moved && next.nextPage() > 1;
        return goesOn ? next.afterMove() : null;
    }

    private static InformationCursor at(InformationCursor cursor, Instant dueAt) {
        return new InformationCursor(
                cursor.bizEntityKey(),
                cursor.nextPage(),
                cursor.rowsRead(),
                cursor.failures(),
                cursor.startedAt(),
                dueAt,
                cursor.version());
    }

    /** A page without a new row is empty, or the exchange repeats one. */
    private InformationCursor next(
            InformationCursor cursor, InformationRequestPage page, boolean nothingNew, Instant asOf) {
        long rowsRead = cursor.rowsRead() + page.rows().size();
        boolean complete = nothingNew
                || (page.total().isPresent() && rowsRead >= page.total().getAsLong())
                || cursor.nextPage() >= MAX_PAGES;
        return new InformationCursor(
                cursor.bizEntityKey(),
                complete ? 1 : cursor.nextPage() + 1,
                complete ? 0 : rowsRead,
                0,
                asOf,
                complete ? now().plus(policy.interval()) : asOf,
                cursor.version());
    }

    private void onFailure(KycSharingClient client, InformationCursor cursor, Instant asOf, KycSharingException e) {
        Duration pause = Backoff.pause(policy.initialBackoff(), policy.maxBackoff(), cursor.failures() + 1);
        tx.executeWithoutResult(status -> {
            boolean unused = store.move(new InformationCursor(
                    cursor.bizEntityKey(),
                    cursor.nextPage(),
                    cursor.rowsRead(),
                    Math.min(cursor.failures() + 1, Integer.MAX_VALUE - 1),
                    asOf,
                    now().plus(pause),
                    cursor.version()));
        });
        if (failing.add(cursor.bizEntityKey())) {
            log.warn(
                    "The requests for information of client {} cannot be listed: {}. It is tried again",
                    client.name(),
                    e.getClass().getSimpleName());
        }
    }

    private void report(KycSharingClient client, String bizEntityKey, boolean leftOut) {
        failing.remove(bizEntityKey);
        String key = bizEntityKey + " rows";
        if (leftOut && failing.add(key)) {
            log.warn(
                    "The exchange lists requests for information of client {} that are left out: without a usable id or customer, or"
                            + " too long",
                    client.name());
        }
    }

    /** The rows by their record, in one order, so that two instances cannot block each other. */
    private static Map<String, Listed> usable(InformationRequestPage page) {
        Map<String, Listed> usable = new TreeMap<>();
        for (InformationRequest request : page.rows()) {
            String recordId = request.recordId().orElse("");
            Optional<byte[]> bytes = isUsable(request) ? InformationContent.bytes(request) : Optional.empty();
            bytes.ifPresent(present -> usable.putIfAbsent(recordId, new Listed(request, present)));
        }
        return usable;
    }

    private static boolean isLeftOut(InformationRequest request, Map<String, Listed> usable) {
        return !usable.containsKey(request.recordId().orElse(""));
    }

    private static boolean isUsable(InformationRequest request) {
        return RECORD_ID.matcher(request.recordId().orElse("")).matches()
                && CUSTOMER_ID.matcher(request.entityCustomerId().orElse("")).matches();
    }

    private void store(String bizEntityKey, Map<String, Listed> requests, Instant asOf) {
        Map<String, InformationRow> known = store.find(bizEntityKey, requests.keySet()).stream()
                .collect(Collectors.toMap(InformationRow::recordId, Function.identity()));
        List<String> changed = new ArrayList<>();
        requests.forEach((recordId, listed) -> {
            InformationRow row = known.get(recordId);
            if (row == null) {
                insert(bizEntityKey, recordId, listed, asOf);
            } else if (isNews(row, listed.request(), asOf)) {
                changed.add(recordId);
            }
        });
        // A row that a caller has locked is read again next time.
        for (InformationRow row : store.lockFree(bizEntityKey, changed)) {
            Listed listed = Objects.requireNonNull(requests.get(row.recordId()));
            if (isNews(row, listed.request(), asOf)) {
                update(row, listed, asOf);
            }
        }
    }

    /** Most rows say what is stored: they are neither locked nor written. */
    private static boolean isNews(InformationRow row, InformationRequest request, Instant asOf) {
        boolean isOfRow = row.erasedAt() == null
                && row.entityCustomerId().equals(request.entityCustomerId().orElse(""))
                && !row.seenAt().isAfter(asOf);
        return isOfRow && (isChanged(row, request) || row.state() == InformationFilesState.UNCERTAIN);
    }

    private static boolean isChanged(InformationRow row, InformationRequest request) {
        return !InformationStatuses.stored(request.status()).equals(row.status())
                || !Objects.equals(expiresAt(request), row.expiresAt());
    }

    private void insert(String bizEntityKey, String recordId, Listed listed, Instant asOf) {
        InformationRequest request = listed.request();
        Instant now = now();
        String status = InformationStatuses.stored(request.status());
        InformationRow row = InformationRow.builder()
                .id(UUID.randomUUID())
                .seq(0)
                .bizEntityKey(bizEntityKey)
                .recordId(recordId)
                .entityCustomerId(request.entityCustomerId().orElseThrow())
                .status(status)
                .expiresAt(expiresAt(request))
                .firstSeenAt(now)
                .seenAt(asOf)
                .publishedAt(InformationStatuses.needsFiles(status) ? now : null)
                .closedAt(InformationStatuses.isClosed(status) ? now : null)
                .state(InformationFilesState.NONE)
                .attempts(0)
                .tries(0)
                .updatedAt(now)
                .version(1)
                .build();
        boolean unused = writer.insert(
                row.toBuilder().content(content.encrypt(listed.bytes(), row)).build(), request);
    }

    private void update(InformationRow row, Listed listed, Instant asOf) {
        InformationRequest request = listed.request();
        String status = InformationStatuses.stored(request.status());
        Instant now = now();
        boolean publishes = row.publishedAt() == null && InformationStatuses.needsFiles(status);
        InformationRow.Builder after = transitions.onStatus(row, status, now).toBuilder()
                .status(status)
                .seenAt(asOf);
        if (isChanged(row, request)) {
            after.expiresAt(expiresAt(request))
                    .content(content.encrypt(listed.bytes(), row))
                    .closedAt(InformationStatuses.isClosed(status) ? closedAt(row, now) : null)
                    .publishedAt(publishes ? now : row.publishedAt())
                    .updatedAt(now);
        }
        if (publishes) {
            writer.requested(row, request, now);
        }
        InformationRow unused = writer.update(row, after.build(), null);
    }

    private static Instant closedAt(InformationRow row, Instant now) {
        return row.closedAt() == null ? now : row.closedAt();
    }

    /** A time that no calendar has is none. */
    private static @Nullable Instant expiresAt(InformationRequest request) {
        return request.expireTime()
                .filter(time -> !time.isBefore(Instant.EPOCH) && time.isBefore(MAX_TIME))
                .map(time -> time.truncatedTo(ChronoUnit.MICROS))
                .orElse(null);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Listed(InformationRequest request, byte[] bytes) {}

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
