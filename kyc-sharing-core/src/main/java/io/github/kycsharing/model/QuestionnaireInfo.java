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
 * The customer's answers to a questionnaire. For KZ entity brokers only; whole where it is there.
 *
 * @param version mandatory; a version the exchange has configured, for example {@code KZ_V6}; null until validated
 * @param answers mandatory; not empty, one answer for each question of the version. An absent list is an empty one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
@ConsistentAnswers
public record QuestionnaireInfo(
        @WireField(mandatory = true) @Nullable String version,
        @WireField(mandatory = true) List<@WireField(mandatory = true) @Valid QuestionnaireAnswer> answers) {
    /** Copies the answers, so that nobody changes them afterwards. */
    public QuestionnaireInfo {
        answers = answers == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(answers));
    }

    /**
     * Starts an empty QuestionnaireInfo.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new AutoBuilder_QuestionnaireInfo_Builder().answers(List.of());
    }

    /**
     * Starts a copy of this QuestionnaireInfo.
     *
     * @return a new builder that holds what this one holds
     */
    public Builder toBuilder() {
        return new AutoBuilder_QuestionnaireInfo_Builder(this);
    }

    /**
     * Tells which fields are there, never what is in them.
     *
     * @return the names of the fields that are not null
     */
    @Override
    public String toString() {
        return Redacted.describe(this);
    }

    /** Builds a {@link QuestionnaireInfo}; every field starts out absent. */
    @AutoBuilder
    public abstract static class Builder {
        Builder() {}

        /** Sets {@link QuestionnaireInfo#version()}: mandatory. */
        public abstract Builder version(@Nullable String version);

        /** Sets {@link QuestionnaireInfo#answers()}: mandatory; copied when the record is made. */
        public abstract Builder answers(List<QuestionnaireAnswer> answers);

        /**
         * Makes the record, whatever is in it: the rules are checked when it is shared.
         *
         * @return the QuestionnaireInfo
         */
        public abstract QuestionnaireInfo build();
    }
}
