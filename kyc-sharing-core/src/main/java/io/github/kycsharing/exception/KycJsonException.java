package io.github.kycsharing.exception;

import io.github.kycsharing.validation.KycViolation;
import java.util.List;
import java.util.stream.Collectors;

/**
 * JSON that is no record, or a record that is no JSON. Tells where and which rule is broken, never the value; it has no
 * cause, since the JSON library's own message quotes what it read.
 */
public final class KycJsonException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<KycViolation> violations;

    public KycJsonException(String what, List<KycViolation> violations) {
        super(what + violations.stream().map(KycViolation::toString).collect(Collectors.joining("; ", ": ", "")));
        this.violations = violations;
    }

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
