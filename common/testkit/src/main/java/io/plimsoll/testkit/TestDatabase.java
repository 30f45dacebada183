package io.plimsoll.testkit;

/**
 * A fresh database with the role and the schema of one service.
 *
 * @param jdbcUrl its address for JDBC
 * @param reactiveUrl its address for the reactive client
 * @param user the service's role, named as the service
 * @param password the role's password
 */
public record TestDatabase(String jdbcUrl, String reactiveUrl, String user, String password) {}
