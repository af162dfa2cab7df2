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
     * Makes the exception for fields that could not be read or written.
     *
     * @param what the failure, in words that do not quote the text
     * @param violations the fields and the rules that they break
     */
    public KycJsonException(String what, List<KycViolation> violations) {
        super(what + violations.stream().map(KycViolation::toString).collect(Collectors.joining("; ", ": ", "")));
        this.violations = violations;
    }

    /**
     * Makes the exception for text that is not JSON at all.
     *
     * @param what the failure, in words that do not quote the text
     */
    public KycJsonException(String what) {
        super(what);
        this.violations = List.of();
    }

    /**
     * The field that could not be read or written.
     *
     * @return one violation, or none where the text is not JSON at all
     */
    public List<KycViolation> violations() {
        return violations;
    }
}
