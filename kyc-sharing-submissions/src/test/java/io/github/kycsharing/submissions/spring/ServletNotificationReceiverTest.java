package io.github.kycsharing.submissions.spring;

class ServletNotificationReceiverTest extends NotificationReceiverContract {
    ServletNotificationReceiverTest() {
        super(ReceivingBroker.Stack.TOMCAT);
    }
}
