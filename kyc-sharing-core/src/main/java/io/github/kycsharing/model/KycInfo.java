package io.github.kycsharing.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.auto.value.AutoBuilder;
import io.github.kycsharing.internal.constraint.AtLeastOneSection;
import io.github.kycsharing.internal.constraint.NamesMatch;
import io.github.kycsharing.internal.constraint.NotApplicable;
import io.github.kycsharing.internal.constraint.WireField;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A customer's KYC record. A standard broker sends userInfo, basicInfo and identityInfo; a KZ entity broker (partial
 * sharing) sends userInfo and at least one of the others. Any section may be null until the record is validated.
 *
 * @param userInfo mandatory
 * @param basicInfo mandatory for a standard broker, optional for a KZ entity broker
 * @param identityInfo mandatory for a standard broker, optional for a KZ entity broker
 * @param tncInfo refused for a standard broker, optional for a KZ entity broker
 * @param questionnaireInfo refused for a standard broker, optional for a KZ entity broker
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
@NamesMatch
@AtLeastOneSection(groups = KzEntityBroker.class)
public record KycInfo(
        @WireField(mandatory = true) @Valid @Nullable UserInfo userInfo,

        @WireField(mandatory = true, groups = StandardBroker.class) @Valid @Nullable
        BasicInfo basicInfo,

        @WireField(mandatory = true, groups = StandardBroker.class) @Valid @Nullable
        IdentityInfo identityInfo,

        @NotApplicable(groups = StandardBroker.class) @Valid @Nullable
        TncInfo tncInfo,

        @NotApplicable(groups = StandardBroker.class) @Valid @Nullable
        QuestionnaireInfo questionnaireInfo) {

    /**
     * Creates a builder of an empty KycInfo.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new AutoBuilder_KycInfo_Builder();
    }

    /**
     * Creates a builder with the values of this KycInfo.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return new AutoBuilder_KycInfo_Builder(this);
    }

    /**
     * Trims every text, and drops blank optional ones. A blank mandatory text becomes an empty one: the rules report it as
     * missing, and no default replaces it. Sections, dates and questionnaireInfo, whose texts are keys of the exchange, stay
     * as they are. A valid record stays valid.
     *
     * <p>The client sends records as they are given. Call this method if forms leave blanks around texts.
     *
     * @return the normalized record
     */
    public KycInfo normalized() {
        return toBuilder()
                .userInfo(userInfo == null ? null : userInfo.normalized())
                .basicInfo(basicInfo == null ? null : basicInfo.normalized())
                .identityInfo(identityInfo == null ? null : identityInfo.normalized())
                .tncInfo(tncInfo == null ? null : tncInfo.normalized())
                .build();
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

    /** Builds a {@link KycInfo}; every field is absent at first. */
    @AutoBuilder
    public abstract static class Builder {
        Builder() {}

        /** Sets {@link KycInfo#userInfo()}: mandatory. */
        public abstract Builder userInfo(@Nullable UserInfo userInfo);

        /** Sets {@link KycInfo#basicInfo()}: mandatory for a standard broker, optional for a KZ entity broker. */
        public abstract Builder basicInfo(@Nullable BasicInfo basicInfo);

        /** Sets {@link KycInfo#identityInfo()}: mandatory for a standard broker, optional for a KZ entity broker. */
        public abstract Builder identityInfo(@Nullable IdentityInfo identityInfo);

        /** Sets {@link KycInfo#tncInfo()}: refused for a standard broker, optional for a KZ entity broker. */
        public abstract Builder tncInfo(@Nullable TncInfo tncInfo);

        /** Sets {@link KycInfo#questionnaireInfo()}: refused for a standard broker, optional for a KZ entity broker. */
        public abstract Builder questionnaireInfo(@Nullable QuestionnaireInfo questionnaireInfo);

        /**
         * Creates the record without validation; the client validates it before it is sent.
         *
         * @return the KycInfo
         */
        public abstract KycInfo build();
    }
}
