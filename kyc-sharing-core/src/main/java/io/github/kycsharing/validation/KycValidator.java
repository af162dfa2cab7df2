package io.github.kycsharing.validation;

import io.github.kycsharing.internal.request.AccountStatusQuery;
import io.github.kycsharing.internal.request.InformationRequestsQuery;
import io.github.kycsharing.internal.request.LinkAccounts;
import io.github.kycsharing.internal.request.LinkedAccountsQuery;
import io.github.kycsharing.internal.request.RefuseRecord;
import io.github.kycsharing.internal.request.SubmitFiles;
import io.github.kycsharing.internal.request.SubmittedFilesQuery;
import io.github.kycsharing.internal.request.UnlinkAccount;
import io.github.kycsharing.internal.validation.RecordDefaults;
import io.github.kycsharing.internal.validation.SilentContext;
import io.github.kycsharing.internal.validation.ValidationContext;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.KzEntityBroker;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareStatusQuery;
import io.github.kycsharing.model.StandardBroker;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.hibernate.validator.HibernateValidatorFactory;
import org.hibernate.validator.engine.HibernateConstraintViolation;
import org.jspecify.annotations.Nullable;

/**
 * Validates requests of one access entity against every rule of the specification that the client can check locally. Thread-safe.
 * The first validation for each broker type is slower, since it reads the metadata of all records.
 */
public final class KycValidator {
    // One factory for all clients of a broker type: the records' metadata does not depend on the client.
    private static final Map<BrokerType, ValidatorFactory> FACTORIES = new ConcurrentHashMap<>();

    private static final Map<BrokerType, Map<Class<?>, ValidityCheck>> CHECKS = new ConcurrentHashMap<>();

    private static final Class<?>[] REQUESTS = {
        ShareKycRequest.class,
        KycStatusQuery.class,
        ShareStatusQuery.class,
        AccountStatusQuery.class,
        LinkedAccountsQuery.class,
        LinkAccounts.class,
        UnlinkAccount.class,
        RefuseRecord.class,
        InformationRequestsQuery.class,
        SubmitFiles.class,
        SubmittedFilesQuery.class
    };

    private final BrokerType brokerType;
    private final ValidationContext client;
    private final SilentContext context;
    private final Map<Class<?>, ValidityCheck> checks;
    private final RecordDefaults defaults;
    private volatile @Nullable Validator validator;

    /**
     * Creates a validator for one access entity.
     *
     * @param brokerType the broker type, which determines the mandatory and optional sections of a record
     * @param bizEntityKey the entity's key, which requests must have
     * @param templates the broker's questionnaire templates, at most one per version
     * @throws IllegalArgumentException if two templates are for the same version
     */
    public KycValidator(BrokerType brokerType, String bizEntityKey, Collection<QuestionnaireTemplate> templates) {
        this(brokerType, bizEntityKey, null, templates);
    }

    /**
     * Creates a validator for one access entity whose client has a default notifyUrl.
     *
     * @param brokerType the broker type, which determines the mandatory and optional sections of a record
     * @param bizEntityKey the entity's key, which requests must have
     * @param notifyUrl the client's default notifyUrl, null for none
     * @param templates the broker's questionnaire templates, at most one per version
     * @throws IllegalArgumentException if two templates are for the same version
     */
    public KycValidator(
            BrokerType brokerType,
            String bizEntityKey,
            @Nullable String notifyUrl,
            Collection<QuestionnaireTemplate> templates) {
        Map<String, QuestionnaireTemplate> byVersion = templates.stream()
                .collect(Collectors.toUnmodifiableMap(
                        QuestionnaireTemplate::version, Function.identity(), (first, second) -> {
                            throw new IllegalArgumentException(
                                    "Two questionnaire templates for version " + first.version());
                        }));
        this.brokerType = brokerType;
        this.client = new ValidationContext(bizEntityKey, byVersion);
        this.context = new SilentContext(client);
        this.checks = CHECKS.computeIfAbsent(brokerType, type -> new ConcurrentHashMap<>());
        this.defaults = new RecordDefaults(bizEntityKey, notifyUrl);
    }

    /** Created lazily: Hibernate Validator is slow to start. */
    private Validator validator() {
        Validator created = validator;
        if (created == null) {
            created = FACTORIES
                    .computeIfAbsent(brokerType, KycValidator::factory)
                    .unwrap(HibernateValidatorFactory.class)
                    .usingContext()
                    .constraintValidatorPayload(client)
                    .getValidator();
            validator = created;
        }
        return created;
    }

    private static Class<?> group(BrokerType brokerType) {
        return switch (brokerType) {
            case STANDARD -> StandardBroker.class;
            case KZ_ENTITY -> KzEntityBroker.class;
        };
    }

    private static ValidatorFactory factory(BrokerType brokerType) {
        HibernateValidatorConfiguration configuration = Validation.byProvider(HibernateValidator.class)
                .configure()
                // A validation.xml of the application must not change the exchange's rules.
                .ignoreXmlConfiguration()
                // The service loader finds the validators beside this class, independent of the thread's class loader.
                .externalClassLoader(KycValidator.class.getClassLoader())
                .messageInterpolator(new MessageAsWritten());
        return configuration
                .addMapping(ConstraintsByBrokerType.map(
                        configuration.createConstraintMapping(), group(brokerType), REQUESTS))
                .buildValidatorFactory();
    }

    /**
     * Validates a record as a client of this entity shares it: the entity's bizEntityKey and the default notifyUrl complete it
     * first.
     *
     * @param kycInfo the record
     * @return every violation, ordered by path and rule, with the paths of the request ({@code kycInfo.basicInfo.city}); empty
     *     if no documented rule is broken
     */
    public List<KycViolation> validate(KycInfo kycInfo) {
        return validate(
                new ShareKycRequest(defaults.bizEntityKey(), RecordDefaults.UNSENT, defaults.complete(kycInfo)));
    }

    /**
     * Validates a request.
     *
     * @param request the request, completed with the client's defaults
     * @return every violation, ordered by path and rule; empty if no documented rule is broken
     */
    public List<KycViolation> validate(ShareKycRequest request) {
        return violations(request);
    }

    /**
     * Validates a status query.
     *
     * @param query the query, completed with the client's defaults
     * @return every violation, ordered by path and rule; empty if no documented rule is broken
     */
    public List<KycViolation> validate(KycStatusQuery query) {
        return violations(query);
    }

    /**
     * Checks the request of any call by the same rules.
     *
     * @param request the request, complete
     * @return every violation, ordered by path and rule
     * @throws IllegalArgumentException if this is not the request of a call
     */
    public List<KycViolation> validate(Record request) {
        if (!Arrays.asList(REQUESTS).contains(request.getClass())) {
            throw new IllegalArgumentException("Not the request of a call: " + request.getClass());
        }
        return violations(request);
    }

    private List<KycViolation> violations(Record request) {
        return isValid(request) ? List.of() : report(request);
    }

    /** Lists the violations with Bean Validation. */
    List<KycViolation> report(Record request) {
        return sorted(validator().validate(request, ConstraintsByBrokerType.All.class));
    }

    /** Whether {@link #report} would list nothing; takes a fraction of its time. */
    boolean isValid(Record request) {
        ValidityCheck check =
                checks.computeIfAbsent(request.getClass(), type -> ValidityCheck.of(type, group(brokerType)));
        return context.passes(silent -> check.passes(request, silent));
    }

    private static <T> List<KycViolation> sorted(Set<ConstraintViolation<T>> violations) {
        return violations.isEmpty()
                ? List.of()
                : violations.stream()
                        .map(KycValidator::toViolation)
                        .sorted(ViolationOrder.INSTANCE)
                        .toList();
    }

    private static KycViolation toViolation(ConstraintViolation<?> violation) {
        HibernateConstraintViolation<?> detailed = violation.unwrap(HibernateConstraintViolation.class);
        KycRule rule = detailed.getDynamicPayload(KycRule.class);
        // Bean Validation adds "<list element>" for an invalid element of a list; the JSON has no such name.
        String path = violation.getPropertyPath().toString().replace(".<list element>", "");
        return new KycViolation(path, rule, violation.getMessage());
    }

    /** Returns messages unchanged: the validators write them, and they contain no placeholders. */
    private static final class MessageAsWritten implements MessageInterpolator {
        @Override
        public String interpolate(String message, Context context) {
            return message;
        }

        @Override
        public String interpolate(String message, Context context, Locale locale) {
            return message;
        }
    }
}
