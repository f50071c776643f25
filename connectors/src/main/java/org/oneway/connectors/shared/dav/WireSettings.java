// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.time.Duration;
import org.apache.http.config.Registry;
import org.apache.http.conn.socket.ConnectionSocketFactory;

/**
 * How connections are made.
 *
 * @param sockets by scheme
 * @param connections how many writes are under way at once
 * @param connectTimeout for a connection and its TLS
 * @param readTimeout between two pieces of an answer
 */
record WireSettings(
    Registry<ConnectionSocketFactory> sockets,
    int connections,
    Duration connectTimeout,
    Duration readTimeout) {}
