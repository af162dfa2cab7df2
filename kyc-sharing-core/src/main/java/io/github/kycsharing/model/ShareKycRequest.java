package io.github.kycsharing.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.auto.value.AutoBuilder;
import io.github.kycsharing.internal.constraint.SingleEntity;
import io.github.kycsharing.internal.constraint.WireField;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The body of the request that shares a record.
 *
 * @param bizEntityKey mandatory; the access entity's key. If null, the client adds its own; another key is invalid
 * @param requestNo mandatory; unique per request, at most 120 characters. If null, the client generates it
 * @param kycInfo mandatory; the record
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
@SingleEntity
public record ShareKycRequest(
        @WireField(mandatory = true, filledByClient = true) @Nullable
        String bizEntityKey,

        @WireField(mandatory = true, filledByClient = true, max = 120) @Nullable
        String requestNo,

        @WireField(mandatory = true) @Valid @Nullable KycInfo kycInfo) {

    /**
     * Creates a builder of an empty ShareKycRequest.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new AutoBuilder_ShareKycRequest_Builder();
    }

    /**
     * Creates a builder with the values of this ShareKycRequest.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return new AutoBuilder_ShareKycRequest_Builder(this);
    }

    /**
     * Creates a request without bizEntityKey and requestNo, which the client adds.
     *
     * @param kycInfo the record
     * @return the request
     */
    public static ShareKycRequest of(KycInfo kycInfo) {
        return new ShareKycRequest(null, null, kycInfo);
    }

    /**
     * Creates a request with the caller's own requestNo, for callers that store their submissions.
     *
     * @param requestNo unique per request, at most 120 characters
     * @param kycInfo the record
     * @return the request
     */
    public static ShareKycRequest of(String requestNo, KycInfo kycInfo) {
        return new ShareKycRequest(null, requestNo, kycInfo);
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

    /** Builds a {@link ShareKycRequest}; every field is absent at first. */
    @AutoBuilder
    public abstract static class Builder {
        Builder() {}

        /** Sets {@link ShareKycRequest#bizEntityKey()}: mandatory. */
        public abstract Builder bizEntityKey(@Nullable String bizEntityKey);

        /** Sets {@link ShareKycRequest#requestNo()}: mandatory. */
        public abstract Builder requestNo(@Nullable String requestNo);

        /** Sets {@link ShareKycRequest#kycInfo()}: mandatory. */
        public abstract Builder kycInfo(@Nullable KycInfo kycInfo);

        /**
         * Creates the record without validation; the client validates it before it is sent.
         *
         * @return the ShareKycRequest
         */
        public abstract ShareKycRequest build();
    }
}
