// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.oneway.connectors.testkit.RealServer;

/** The bench with few messages; how fast it is nobody asserts. */
final class MailBenchTest {
  @Test
  void aRunWithoutAChangeAsksOnceForEachFolderHoweverManyMessagesItHas() {
    RealServer.running("dovecot");
    Path oneway = Path.of("../oneway").toAbsolutePath().normalize();
    Path dovecot = oneway.resolveSibling("target/servers/dovecot.properties");
    assertThatCode(() -> MailBench.measure(oneway, dovecot, 50, 100)).doesNotThrowAnyException();
  }
}
