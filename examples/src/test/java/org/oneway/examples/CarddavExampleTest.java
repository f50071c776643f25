// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.oneway.connectors.testkit.RealServer;

/** {@code examples/carddav/phone}, as a reader of the page would run it. */
final class CarddavExampleTest {
  @Test
  @DisplayName("an edit on the phone and one in the file are both on the phone afterwards")
  void bothEditsAreThere() throws Exception {
    RealServer.running("radicale");
    Process process =
        new ProcessBuilder("./phone")
            .directory(new File("carddav"))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();

    assertThat(text)
        .contains("contacts   3 added   0 changed   0 deleted   0 skipped")
        .contains("phone +44 20 7946 0018 -> +44 20 7946 0999")
        .contains("contacts   0 added   1 changed   0 deleted   0 skipped   2 unchanged")
        .contains("TEL;TYPE=CELL:+44 20 7946 0999", "BDAY:1815-12-10");
    assertThat(text.split("nothing to do, 3 in sync", -1)).hasSize(3);
  }
}
