package io.github.kycsharing.spring;

/**
 * One client that has a name. A bean, so that those who deal with all clients know which there are.
 *
 * @param name what it is called
 * @param beanName the client's bean
 * @param isConfigured whether it is made from the properties; else the application has made it
 */
record ClientRegistration(String name, String beanName, boolean isConfigured) {}
