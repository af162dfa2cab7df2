package io.github.kycsharing.validation;

import io.github.kycsharing.internal.constraint.Format;
import io.github.kycsharing.internal.constraint.HolderPresent;
import io.github.kycsharing.internal.constraint.SingleEntity;
import io.github.kycsharing.internal.constraint.WireField;
import io.github.kycsharing.internal.request.AccountStatusQuery;
import io.github.kycsharing.internal.request.InformationRequestsQuery;
import io.github.kycsharing.internal.request.LinkAccounts;
import io.github.kycsharing.internal.request.LinkedAccountsQuery;
import io.github.kycsharing.internal.request.RefuseRecord;
import io.github.kycsharing.internal.request.SubmitFiles;
import io.github.kycsharing.internal.request.SubmittedFilesQuery;
import io.github.kycsharing.internal.request.UnlinkAccount;
import io.github.kycsharing.model.AccountHolder;
import io.github.kycsharing.model.AccountLink;
import io.github.kycsharing.model.BrokerAccount;
import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.model.InformationRequestFilter;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.Records;
import io.github.kycsharing.model.ShareStatusQuery;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;

/** The rules of the calls other than sharing, read from the constraints of their requests. */
@NullUnmarked
final class CallRules {
    private static final BrokerAccount ACCOUNT = BrokerAccount.of("M-1", "S-1");
    private static final AccountHolder CUSTOMER = AccountHolder.customer("42");

    /**
     * A rule of one field, and a request that breaks it.
     *
     * @param operation the operation
     * @param path the field
     * @param constraint the constraint as written on the record
     * @param rule the rule
     * @param broken a request that breaks this rule only
     */
    record CallRule(Operation operation, String path, String constraint, KycRule rule, Record broken) {}

    /** A valid request of each call. */
    static final Map<Operation, Record> VALID = new EnumMap<>(Map.of(
            Operation.CHECK_STATUS, new KycStatusQuery(Records.KEY, "42", "USER", "M-1", "S-1"),
            Operation.CHECK_SHARE_STATUS, new ShareStatusQuery(Records.KEY, "42", "R-1"),
            Operation.CHECK_STATUS_BY_ACCOUNT, new AccountStatusQuery(Records.KEY, ACCOUNT),
            Operation.LIST_LINKED_ACCOUNTS, new LinkedAccountsQuery(Records.KEY, CUSTOMER, "M-1"),
            Operation.LINK_ACCOUNTS, LinkAccounts.of(Records.KEY, List.of(AccountLink.of(CUSTOMER, ACCOUNT))),
            Operation.UNLINK_ACCOUNT, new UnlinkAccount(Records.KEY, "42", ACCOUNT),
            Operation.REFUSE_RECORD, new RefuseRecord(Records.KEY, "42"),
            Operation.LIST_INFORMATION_REQUESTS,
                    InformationRequestsQuery.of(Records.KEY, InformationRequestFilter.ALL, 1, 1),
            Operation.SUBMIT_FILES,
                    SubmitFiles.of(
                            Records.KEY,
                            "42",
                            "I-1",
                            List.of(InformationFiles.of("PASSPORT", "https://f.example.com/a.pdf"))),
            Operation.CHECK_SUBMITTED_FILES, new SubmittedFilesQuery(Records.KEY, "42", "USER", "I-1", "F-1")));

    private CallRules() {}

    static List<CallRule> all() {
        List<CallRule> rules = new ArrayList<>();
        VALID.forEach((operation, request) -> collect(operation, request, "", UnaryOperator.identity(), rules));
        return rules;
    }

    private static void collect(
            Operation operation, Record holder, String prefix, UnaryOperator<Record> whole, List<CallRule> rules) {
        for (RecordComponent component : holder.getClass().getRecordComponents()) {
            String name = component.getName();
            Field field = field(holder.getClass(), name);
            for (WireField row : field.getAnnotationsByType(WireField.class)) {
                broken(component.getType(), row)
                        .forEach((rule, value) -> rules.add(new CallRule(
                                operation,
                                prefix + name,
                                RulesPage.shown(row),
                                rule,
                                whole.apply(with(holder, name, value)))));
            }
            if (name.equals("bizEntityKey")
                    && (field.isAnnotationPresent(SingleEntity.class)
                            || holder.getClass().isAnnotationPresent(SingleEntity.class))) {
                rules.add(new CallRule(
                        operation,
                        prefix + name,
                        "@SingleEntity",
                        KycRule.SINGLE_ENTITY,
                        whole.apply(with(holder, name, "OTHER"))));
            }
            if (value(component, holder) instanceof List<?> list && list.get(0) instanceof Record element) {
                collect(
                        operation,
                        element,
                        prefix + name + "[0].",
                        changed -> whole.apply(with(holder, name, List.of(changed))),
                        rules);
            }
        }
        if (holder.getClass().isAnnotationPresent(HolderPresent.class)) {
            collectHolder(operation, holder, prefix, whole, rules);
        }
    }

    private static void collectHolder(
            Operation operation, Record holder, String prefix, UnaryOperator<Record> whole, List<CallRule> rules) {
        Map<String, Record> incomplete = new LinkedHashMap<>();
        incomplete.put("entityCustomerId", with(holder, "entityCustomerId", null));
        incomplete.put("openId", with(holder, "oauthClientId", "C-1"));
        incomplete.put("oauthClientId", with(holder, "openId", "O-1"));
        incomplete.forEach((name, broken) -> rules.add(
                new CallRule(operation, prefix + name, "@HolderPresent", KycRule.MANDATORY, whole.apply(broken))));
    }

    /** A value that breaks each rule of a constraint. */
    private static Map<KycRule, Object> broken(Class<?> type, WireField row) {
        Map<KycRule, Object> values = new LinkedHashMap<>();
        if (type == List.class) {
            values.put(KycRule.NOT_EMPTY, List.of());
        } else if (type == Integer.class) {
            values.put(KycRule.AT_LEAST_ONE, 0);
        } else if (type == LocalDate.class) {
            values.put(KycRule.DATE, LocalDate.of(10_000, 1, 1));
        } else if (row.mandatory()) {
            values.put(KycRule.MANDATORY, " ");
        }
        if (row.max() < Integer.MAX_VALUE) {
            values.put(KycRule.MAX_LENGTH, "4".repeat(row.max() + 1));
        }
        if (row.format() != Format.TEXT) {
            values.put(KycRule.valueOf(row.format().name()), text(row.format()));
        }
        return values;
    }

    private static String text(Format format) {
        return switch (format) {
            case ENTITY_CUSTOMER_ID -> "4 2";
            case DOWNLOAD_URL -> "no-url";
            case FILE_EXTENSION -> "https://f.example.com/a.gif";
            default -> throw new IllegalStateException("No value that breaks " + format);
        };
    }

    private static Record with(Record holder, String name, Object value) {
        RecordComponent[] components = holder.getClass().getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> component.getName().equals(name) ? value : value(component, holder))
                .toArray();
        try {
            return holder.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(RecordComponent component, Record holder) {
        try {
            return component.getAccessor().invoke(holder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field field(Class<?> type, String name) {
        try {
            return Objects.requireNonNull(type.getDeclaredField(name));
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
