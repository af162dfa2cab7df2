package io.github.kycsharing.test;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An access entity at the exchange: key, secret, kind of broker and configuration. Immutable; the {@code with} methods return
 * changed copies.
 */
public final class ExchangeEntity {
    /** The kind of broker. The constants have the names of the client's configuration. */
    public enum BrokerType {
        /** Must send basicInfo and identityInfo, and must not send tncInfo or questionnaireInfo. */
        STANDARD,
        /** A KZ entity broker (partial sharing): sends at least one section, each one complete. */
        KZ_ENTITY
    }

    private final String bizEntityKey;
    private final String secret;
    private final BrokerType brokerType;
    private final Map<String, Map<String, Set<String>>> questionnaires;
    private final Map<String, String> mainAccountsBySubAccount;
    private final OptionalInt subAccountLimit;
    private final Map<String, Set<String>> openIdsByOAuthClient;

    private ExchangeEntity(
            String bizEntityKey,
            String secret,
            BrokerType brokerType,
            Map<String, Map<String, Set<String>>> questionnaires,
            Map<String, String> mainAccountsBySubAccount,
            OptionalInt subAccountLimit,
            Map<String, Set<String>> openIdsByOAuthClient) {
        this.bizEntityKey = notBlank(bizEntityKey, "bizEntityKey");
        this.secret = notBlank(secret, "secret");
        this.brokerType = brokerType;
        this.questionnaires = questionnaires;
        this.mainAccountsBySubAccount = mainAccountsBySubAccount;
        this.subAccountLimit = subAccountLimit;
        this.openIdsByOAuthClient = openIdsByOAuthClient;
    }

    /**
     * A standard broker.
     *
     * @param bizEntityKey not blank
     * @param secret not blank; its UTF-8 bytes are the key of the signature
     * @return an entity with no questionnaire, no known accounts and no limit
     * @throws IllegalArgumentException if one of them is blank
     */
    public static ExchangeEntity standard(String bizEntityKey, String secret) {
        return new ExchangeEntity(
                bizEntityKey, secret, BrokerType.STANDARD, Map.of(), Map.of(), OptionalInt.empty(), Map.of());
    }

    /**
     * A KZ entity broker (partial sharing).
     *
     * @param bizEntityKey not blank
     * @param secret not blank; its UTF-8 bytes are the key of the signature
     * @return an entity that accepts every questionnaire until {@link #withQuestionnaire one} is configured
     * @throws IllegalArgumentException if one of them is blank
     */
    public static ExchangeEntity kz(String bizEntityKey, String secret) {
        return new ExchangeEntity(
                bizEntityKey, secret, BrokerType.KZ_ENTITY, Map.of(), Map.of(), OptionalInt.empty(), Map.of());
    }

    /**
     * Configures a version of the questionnaire. If any version is configured, a version that is not configured is refused.
     * If none is configured, every version passes with every question and option.
     *
     * @param version for example {@code KZ_V6}
     * @param questions the option keys by question key; all questions must be answered; a question without options accepts any option
     * @return a changed copy
     */
    public ExchangeEntity withQuestionnaire(String version, Map<String, Set<String>> questions) {
        Map<String, Map<String, Set<String>>> more = new HashMap<>(questionnaires);
        more.put(
                notBlank(version, "version"),
                questions.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> Set.copyOf(e.getValue()))));
        return new ExchangeEntity(
                bizEntityKey,
                secret,
                brokerType,
                Map.copyOf(more),
                mainAccountsBySubAccount,
                subAccountLimit,
                openIdsByOAuthClient);
    }

    /**
     * Declares sub accounts of a main account. A record that names another main account for one of them is refused with
     * {@code 10040102}. Undeclared sub accounts pass.
     *
     * @param brokerMainAccountId the main account
     * @param brokerSubAccountIds its sub accounts
     * @return a changed copy
     */
    public ExchangeEntity withSubAccounts(String brokerMainAccountId, Collection<String> brokerSubAccountIds) {
        Map<String, String> more = new LinkedHashMap<>(mainAccountsBySubAccount);
        new LinkedHashSet<>(brokerSubAccountIds).forEach(sub -> more.put(sub, brokerMainAccountId));
        return new ExchangeEntity(
                bizEntityKey,
                secret,
                brokerType,
                questionnaires,
                Map.copyOf(more),
                subAccountLimit,
                openIdsByOAuthClient);
    }

    /**
     * Limits how many sub accounts may be linked to one customer; one more is refused with {@code 10040101}. The
     * specification states no number, so there is no limit by default.
     *
     * @param limit at least 1
     * @return a changed copy
     */
    public ExchangeEntity withSubAccountLimit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1");
        }
        return new ExchangeEntity(
                bizEntityKey,
                secret,
                brokerType,
                questionnaires,
                mainAccountsBySubAccount,
                OptionalInt.of(limit),
                openIdsByOAuthClient);
    }

    /**
     * Configures an OAuth client. From the first one on, an OAuth link with another client or another openId is refused with
     * {@code 10040108}; as long as there is none, every pair passes.
     *
     * @param oauthClientId the client
     * @param openIds the persons' ids that are valid with it
     * @return a copy that knows them
     */
    public ExchangeEntity withOAuthClient(String oauthClientId, Collection<String> openIds) {
        Map<String, Set<String>> more = new LinkedHashMap<>(openIdsByOAuthClient);
        more.put(notBlank(oauthClientId, "oauthClientId"), Set.copyOf(openIds));
        return new ExchangeEntity(
                bizEntityKey,
                secret,
                brokerType,
                questionnaires,
                mainAccountsBySubAccount,
                subAccountLimit,
                Map.copyOf(more));
    }

    /** The key that the entity's requests carry. */
    public String bizEntityKey() {
        return bizEntityKey;
    }

    /** The secret in clear text, for the test's client. */
    public String secret() {
        return secret;
    }

    /** The kind of broker. */
    public BrokerType brokerType() {
        return brokerType;
    }

    Map<String, Map<String, Set<String>>> questionnaires() {
        return questionnaires;
    }

    Map<String, String> mainAccountsBySubAccount() {
        return mainAccountsBySubAccount;
    }

    OptionalInt subAccountLimit() {
        return subAccountLimit;
    }

    Map<String, Set<String>> openIdsByOAuthClient() {
        return openIdsByOAuthClient;
    }

    /** Returns the key and the kind of broker, without the secret. */
    @Override
    public String toString() {
        return "ExchangeEntity[" + bizEntityKey + ", " + brokerType + "]";
    }

    private static String notBlank(String text, String name) {
        if (Objects.requireNonNull(text, name).isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
        return text;
    }
}
