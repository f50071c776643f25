// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class MessagesTest {
  @Test
  void eachMessageSaysWhatHappenedAndEndsWithItsNameAndCode() throws Exception {
    String text = messages();

    assertThat(text)
        .contains("bok.vcf does not exist (store \"book\")", "Config: moved.toml line 6.")
        .contains("Folder \"Friends\" does not exist at the source. It has: \"book\".")
        .contains("Change missing.toml line 20.", "[E-COLL, exit 10]")
        .contains("store \"sealed\" is read-only")
        .contains("Did you mean \"from\"?")
        .contains("STOPPED: contacts would delete 16 of 20 items", "(80 %, the limit is 20 %).")
        .contains("--allow-mass-delete=", "[E-GUARD, exit 6]")
        .contains("oneway quarantine list --config oneway.toml")
        .contains("[E-LOCK, exit 11]")
        .contains("Stopped as asked: contacts, after ", "[E-STOP, exit 130]")
        .contains(" MB are needed.", "[E-DISK, exit 21]");
    assertThat(text.lines().filter(line -> line.startsWith("    exit code ")))
        .containsExactly(
            "    exit code 10",
            "    exit code 10",
            "    exit code 10",
            "    exit code 10",
            "    exit code 6",
            "    exit code 2",
            "    exit code 11",
            "    exit code 130",
            "    exit code 21");
  }

  private static String messages() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("./messages").redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }
}
