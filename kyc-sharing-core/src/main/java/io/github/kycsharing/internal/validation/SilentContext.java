package io.github.kycsharing.internal.validation;

import jakarta.validation.ClockProvider;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ValidationException;
import java.util.function.Predicate;

/**
 * A context for a check whose only result is whether a rule is broken. It builds no violation: the first report ends the check.
 */
public final class SilentContext implements ConstraintValidatorContext {
    private final ValidationContext client;

    /**
     * Creates a context; one serves all checks of a client.
     *
     * @param client what the validators know of the client
     */
    public SilentContext(ValidationContext client) {
        this.client = client;
    }

    /**
     * Runs a check.
     *
     * @param check calls validators with the context, and returns false if one of them does
     * @return true if no rule is broken
     */
    public boolean passes(Predicate<SilentContext> check) {
        try {
            return check.test(this);
        } catch (BrokenRule e) {
            return false;
        }
    }

    ValidationContext client() {
        return client;
    }

    @Override
    public ConstraintViolationBuilder buildConstraintViolationWithTemplate(String message) {
        throw new BrokenRule();
    }

    @Override
    public void disableDefaultConstraintViolation() {
        // There is none.
    }

    @Override
    public String getDefaultConstraintMessageTemplate() {
        return "";
    }

    @Override
    public ClockProvider getClockProvider() {
        throw new ValidationException("No rule depends on the time");
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new ValidationException("This context is no " + type.getName());
    }

    /** Ends a check. Without a stack trace, it costs nothing. */
    private static final class BrokenRule extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private BrokenRule() {
            super(null, null, false, false);
        }
    }
}
