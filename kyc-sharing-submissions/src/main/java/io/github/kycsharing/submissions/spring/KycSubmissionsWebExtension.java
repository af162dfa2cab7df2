package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.SubmissionCommand;
import io.github.kycsharing.submissions.SubmissionState;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/** The same operations over HTTP, where a refusal is a status and not an exception. */
@EndpointWebExtension(endpoint = KycSubmissionsEndpoint.class)
final class KycSubmissionsWebExtension {
    private final KycSubmissionsEndpoint endpoint;

    KycSubmissionsWebExtension(KycSubmissionsEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @ReadOperation
    WebEndpointResponse<?> submissions(
            @Nullable String client,
            @Nullable String requestNo,
            @Nullable SubmissionState state,
            @Nullable String after,
            @Nullable Integer size) {
        return EndpointResponses.of(() -> endpoint.submissions(client, requestNo, state, after, size));
    }

    @ReadOperation
    WebEndpointResponse<?> submission(@Selector String id) {
        return EndpointResponses.of(() -> endpoint.submission(id));
    }

    @WriteOperation
    WebEndpointResponse<?> execute(
            @Selector String id, SubmissionCommand command, long version, String reason, SecurityContext caller) {
        return EndpointResponses.of(() -> endpoint.execute(id, command, version, reason, caller));
    }

    @WriteOperation
    WebEndpointResponse<?> executeForCustomer(
            KycSubmissionsEndpoint.CustomerCommand command,
            String client,
            String entityCustomerId,
            String reason,
            SecurityContext caller) {
        return EndpointResponses.of(
                () -> endpoint.executeForCustomer(command, client, entityCustomerId, reason, caller));
    }
}
