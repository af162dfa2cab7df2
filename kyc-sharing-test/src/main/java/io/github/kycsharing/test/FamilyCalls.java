package io.github.kycsharing.test;

import io.github.kycsharing.test.AccountLinks.Account;
import io.github.kycsharing.test.ReceivedRequest.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Executes the calls around sharing whose bodies keep the rules. Guarded by the exchange. */
final class FamilyCalls {
    private final ExchangeSettings settings;
    private final FamilySettings family;
    private final AccountLinks links;
    private final Customers customers;
    private final Imports imports;
    private final RfiRecords rfi;
    private final Notifications notifications;

    FamilyCalls(
            ExchangeSettings settings,
            FamilySettings family,
            AccountLinks links,
            Customers customers,
            Imports imports,
            RfiRecords rfi,
            Notifications notifications) {
        this.settings = settings;
        this.family = family;
        this.links = links;
        this.customers = customers;
        this.imports = imports;
        this.rfi = rfi;
        this.notifications = notifications;
    }

    Processed execute(Arrival arrival) {
        JsonNode json = Objects.requireNonNull(arrival.json(), "json");
        ExchangeEntity entity = Objects.requireNonNull(arrival.entity(), "entity");
        return switch (arrival.call()) {
            case SHARE -> throw new IllegalArgumentException("a share is no call around sharing");
            case STATUS_QUERY -> status(Customers.Key.of(arrival), arrival.at());
            case SUB_ACCOUNT_STATUS_QUERY -> subAccountStatus(entity, arrival, json);
            case SHARE_STATUS_QUERY -> shareStatus(arrival);
            case LINKED_ACCOUNTS_QUERY -> linkedAccounts(entity, json);
            case LINK_ACCOUNTS -> linkAccounts(entity, json);
            case UNLINK_ACCOUNT -> applied(links.unlink(entity, account(json)), Codes.SUCCESS, null);
            case REFUSE_KYC -> refuseKyc(arrival);
            case RFI_RECORDS_QUERY -> rfiRecords(arrival, json);
            case RFI_SUBMISSION -> submitFiles(arrival, json);
            case RFI_RESULT_QUERY -> rfiResult(arrival, json);
        };
    }

    private Processed status(Customers.Key customer, Instant now) {
        customers.proceed(customer, now).ifPresent(notifications::publishLater);
        return queried(customers.data(customer));
    }

    private Processed subAccountStatus(ExchangeEntity entity, Arrival arrival, JsonNode json) {
        Account account = account(json);
        // No customer has a blank id, so the status of an account without a link is nonExisted.
        AccountHolder holder =
                links.holder(entity, account.main(), account.sub()).orElse(AccountHolder.ofCustomer(" "));
        return status(holder.key(entity.bizEntityKey()), arrival.at());
    }

    private Processed shareStatus(Arrival arrival) {
        Optional<Map<String, @Nullable Object>> data = imports.data(arrival);
        if (data.isEmpty() && family.unknownRequestNoCode().isPresent()) {
            return rejected(new Rejection(family.unknownRequestNoCode().get(), "requestNo: no such share"));
        }
        return queried(data.orElse(null));
    }

    private Processed linkedAccounts(ExchangeEntity entity, JsonNode json) {
        AccountHolder holder = AccountHolder.of(json);
        Optional<Rejection> rejection = links.checkOAuthLink(entity, holder);
        if (rejection.isPresent()) {
            return rejected(rejection.get());
        }
        String main = json.path("brokerMainAccountId").stringValue("");
        List<Map<String, String>> accounts = links.all().stream()
                .filter(link ->
                        link.equals(LinkedAccount.of(entity.bizEntityKey(), holder, main, link.brokerSubAccountId())))
                .map(link -> Map.of(
                        "brokerMainAccountId", link.brokerMainAccountId(),
                        "brokerSubAccountId", link.brokerSubAccountId()))
                .toList();
        return queried(Map.of("accountList", accounts));
    }

    private Processed linkAccounts(ExchangeEntity entity, JsonNode json) {
        List<Account> accounts = new ArrayList<>();
        json.path("accountList").forEach(account -> accounts.add(account(account)));
        return applied(links.linkAll(entity, accounts), family.linkAccountsSuccessCode(), null);
    }

    private Processed refuseKyc(Arrival arrival) {
        Customers.Key customer = Customers.Key.of(arrival);
        Optional<ExchangeStatus> current = customers.status(customer);
        if (current.isEmpty()) {
            return rejected(Rejection.illegalParam("entityCustomerId", "no such record"));
        }
        ExchangeStatus refused =
                current.get().withLevelField("kycStatus", "REFUSED").withFailReason("Refused by the broker");
        customers.set(customer, refused, arrival.at()).ifPresent(notifications::publishLater);
        return applied(Optional.empty(), Codes.SUCCESS, null);
    }

    private Processed rfiRecords(Arrival arrival, JsonNode json) {
        RfiRecords.Filter filter = new RfiRecords.Filter(
                arrival.bizEntityKey(),
                arrival.entityCustomerId(),
                json.path("kycType").stringValue(""),
                json.path("recordId").stringValue(""),
                json.path("status").stringValue(""),
                json.path("startTime").stringValue(""),
                json.path("endTime").stringValue(""));
        List<RfiRecords.Entry> matching = rfi.all().stream()
                .filter(entry -> filter.matches(entry, arrival.at()))
                .toList();
        int rows = FamilyRules.clamped(json.path("rows"));
        long skipped = (FamilyRules.clamped(json.path("page")) - 1L) * rows;
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("total", matching.size());
        data.put(
                "rows",
                matching.stream()
                        .skip(skipped)
                        .limit(rows)
                        .map(entry -> entry.row(arrival.at()))
                        .toList());
        return queried(data);
    }

    private Processed submitFiles(Arrival arrival, JsonNode json) {
        Optional<RfiRecords.Entry> found =
                rfi.find(Customers.Key.of(arrival), json.path("recordId").stringValue(""));
        if (found.isEmpty() || !found.get().isOpen(arrival.at())) {
            return rejected(Rejection.illegalParam("recordId", "no such record that takes files"));
        }
        Map<String, List<String>> fileUrls = new LinkedHashMap<>();
        JsonNode list = json.path("fileDataList");
        for (int i = 0; i < list.size(); i++) {
            String type = list.get(i).path("type").stringValue("");
            if (!found.get().fileTypes().contains(type)) {
                return rejected(
                        Rejection.illegalParam("fileDataList[" + i + "].type", "not one of the record's fileTypes"));
            }
            List<String> urls = fileUrls.computeIfAbsent(type, key -> new ArrayList<>());
            list.get(i)
                    .path("files")
                    .forEach(file -> urls.add(file.path("fileUrl").stringValue("")));
        }
        RfiRecords.Submission submission = rfi.submit(found.get(), fileUrls, arrival.at());
        notifications.publishAt(submission.completeAt());
        return applied(Optional.empty(), Codes.SUCCESS, Map.of("requestNo", submission.requestNo()));
    }

    private Processed rfiResult(Arrival arrival, JsonNode json) {
        Optional<RfiSubmission> found = rfi.find(
                        Customers.Key.of(arrival), json.path("recordId").stringValue(""))
                .flatMap(entry -> entry.submission(arrival.requestNo()));
        if (found.isEmpty()) {
            return rejected(Rejection.illegalParam("requestNo", "no such submission"));
        }
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("result", found.get().result().name());
        data.put("failReason", found.get().failReason().orElse(null));
        return queried(data);
    }

    private static Account account(JsonNode json) {
        return new Account(
                AccountHolder.of(json),
                json.path("brokerMainAccountId").stringValue(""),
                json.path("brokerSubAccountId").stringValue(""));
    }

    private static Processed queried(@Nullable Object data) {
        return new Processed(Effect.QUERIED, SimulatedResponse.success(Codes.SUCCESS, data));
    }

    private Processed applied(Optional<Rejection> rejection, String code, @Nullable Object data) {
        return rejection
                .map(this::rejected)
                .orElseGet(() -> new Processed(Effect.APPLIED, SimulatedResponse.success(code, data)));
    }

    private Processed rejected(Rejection rejection) {
        return Processed.rejected(settings.errorHttpStatus(), rejection);
    }
}
