package io.github.kycsharing.submissions.spring;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/** The same operations over HTTP, where a refusal is a status and not an exception. */
@EndpointWebExtension(endpoint = KycLanesEndpoint.class)
final class KycLanesWebExtension {
    private final KycLanesEndpoint endpoint;

    KycLanesWebExtension(KycLanesEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @ReadOperation
    WebEndpointResponse<?> lanes() {
        return EndpointResponses.of(endpoint::lanes);
    }

    @ReadOperation
    WebEndpointResponse<?> lane(@Selector String client) {
        return EndpointResponses.of(() -> endpoint.lane(client));
    }

    @WriteOperation
    WebEndpointResponse<?> execute(
            @Selector String client, KycLanesEndpoint.LaneCommand command, String reason, SecurityContext caller) {
        return EndpointResponses.of(() -> endpoint.execute(client, command, reason, caller));
    }
}
