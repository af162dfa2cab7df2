package io.github.kycsharing.submissions.spring;

class ReactiveNotificationReceiverTest extends NotificationReceiverContract {
    ReactiveNotificationReceiverTest() {
        super(ReceivingBroker.Stack.NETTY);
    }
}
