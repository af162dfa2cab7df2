package io.github.kycsharing.exception;

import io.github.kycsharing.validation.KycViolation;
import java.util.List;
import java.util.stream.Collectors;

/**
 * JSON that cannot be read as a record, or a record that cannot be written as JSON. Names the field and the broken rule, never
 * the value; it has no cause, since the JSON library's own message quotes the text.
 */
public final class KycJsonException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<KycViolation> violations;

    /**
     * Creates the exception for invalid fields.
     *
     * @param what description of the failure that does not quote the text
     * @param violations the fields and the broken rules
     */
    public KycJsonException(String what, List<KycViolation> violations) {
        super(what + violations.stream().map(KycViolation::toString).collect(Collectors.joining("; ", ": ", "")));
        this.violations = violations;
    }

    /**
     * Creates the exception for text that is not JSON.
     *
     * @param what description of the failure that does not quote the text
     */
    public KycJsonException(String what) {
        super(what);
        this.violations = List.of();
    }

    /**
     * The invalid fields.
     *
     * @return violations, or none if the text is not JSON
     */
    public List<KycViolation> violations() {
        return violations;
    }
}
