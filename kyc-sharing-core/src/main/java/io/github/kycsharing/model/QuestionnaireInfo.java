package io.github.kycsharing.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.auto.value.AutoBuilder;
import io.github.kycsharing.internal.constraint.ConsistentAnswers;
import io.github.kycsharing.internal.constraint.WireField;
import jakarta.validation.Valid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The customer's answers to a questionnaire. For KZ entity brokers only; complete if present.
 *
 * @param version mandatory; a version the exchange has configured, for example {@code KZ_V6}; null until validated
 * @param answers mandatory; not empty, one answer for each question of the version. Null becomes an empty list
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
@ConsistentAnswers
public record QuestionnaireInfo(
        @WireField(mandatory = true) @Nullable String version,
        @WireField(mandatory = true) List<@WireField(mandatory = true) @Valid QuestionnaireAnswer> answers) {
    /** Makes an unmodifiable copy of the answers. */
    public QuestionnaireInfo {
        answers = answers == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(answers));
    }

    /**
     * Creates a builder of an empty QuestionnaireInfo.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new AutoBuilder_QuestionnaireInfo_Builder().answers(List.of());
    }

    /**
     * Creates a builder with the values of this QuestionnaireInfo.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return new AutoBuilder_QuestionnaireInfo_Builder(this);
    }

    /**
     * Lists the fields that are present, never their values.
     *
     * @return the names of the fields that are not null
     */
    @Override
    public String toString() {
        return Redacted.describe(this);
    }

    /** Builds a {@link QuestionnaireInfo}; every field is absent at first. */
    @AutoBuilder
    public abstract static class Builder {
        Builder() {}

        /** Sets {@link QuestionnaireInfo#version()}: mandatory. */
        public abstract Builder version(@Nullable String version);

        /** Sets {@link QuestionnaireInfo#answers()}: mandatory; copied when the record is created. */
        public abstract Builder answers(List<QuestionnaireAnswer> answers);

        /**
         * Creates the record without validation; the client validates it before it is sent.
         *
         * @return the QuestionnaireInfo
         */
        public abstract QuestionnaireInfo build();
    }
}
