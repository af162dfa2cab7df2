package io.github.kycsharing;

import io.github.kycsharing.internal.delivery.ExchangeCalls;
import io.github.kycsharing.internal.request.InformationRequestsQuery;
import io.github.kycsharing.internal.request.SubmitFiles;
import io.github.kycsharing.internal.request.SubmittedFilesQuery;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.model.InformationRequestFilter;
import io.github.kycsharing.model.InformationRequestPage;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.SubmittedFiles;
import io.github.kycsharing.validation.KycViolation;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The calls of a client for requests for information. */
final class ExchangeInformationRequests implements KycInformationRequests {
    private final String bizEntityKey;
    private final CallRunner calls;
    private final Function<Record, List<KycViolation>> validator;

    ExchangeInformationRequests(String bizEntityKey, CallRunner calls, Function<Record, List<KycViolation>> validator) {
        this.bizEntityKey = bizEntityKey;
        this.calls = calls;
        this.validator = validator;
    }

    @Override
    public InformationRequestPage page(InformationRequestFilter filter, int page, int rows, DeliveryOptions options) {
        return calls.run(
                ExchangeCalls.LIST_INFORMATION_REQUESTS,
                InformationRequestsQuery.of(bizEntityKey, filter, page, rows),
                options);
    }

    @Override
    public String submit(
            String entityCustomerId, String recordId, List<InformationFiles> files, DeliveryOptions options) {
        return calls.run(
                ExchangeCalls.SUBMIT_FILES, SubmitFiles.of(bizEntityKey, entityCustomerId, recordId, files), options);
    }

    @Override
    public String submit(
            String entityCustomerId,
            String recordId,
            List<InformationFiles> files,
            DeliveryOptions options,
            Instant sendUntil) {
        return calls.run(
                ExchangeCalls.SUBMIT_FILES,
                SubmitFiles.of(bizEntityKey, entityCustomerId, recordId, files),
                options,
                sendUntil);
    }

    @Override
    public List<KycViolation> validate(String entityCustomerId, String recordId, List<InformationFiles> files) {
        return validator.apply(SubmitFiles.of(bizEntityKey, entityCustomerId, recordId, files));
    }

    @Override
    public SubmittedFiles submittedFiles(
            String entityCustomerId, String recordId, String requestNo, DeliveryOptions options) {
        return calls.run(
                ExchangeCalls.CHECK_SUBMITTED_FILES,
                new SubmittedFilesQuery(bizEntityKey, entityCustomerId, KycStatusQuery.USER, recordId, requestNo),
                options);
    }
}
