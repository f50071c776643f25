// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
    List<String> codes =
        new ArrayList<>(isServerThere() ? List.of("10", "3", "5", "10", "8") : List.of());
    codes.addAll(List.of("10", "10", "10", "10", "6", "2", "11", "130", "21"));
    assertThat(text.lines().filter(line -> line.startsWith("    exit code ")))
        .containsExactlyElementsOf(codes.stream().map(code -> "    exit code " + code).toList());
    if (isServerThere()) {
      assertThat(text)
          .contains("Cannot find a CardDAV service at http://127.0.0.1:")
          .contains("      Tried /.well-known/carddav (501)", "Config: lost.toml line 10.")
          .contains("oneway discover --email", "[E-URL, exit 10]")
          .contains("refused the sign-in for \"alice\" (401, store \"phone\")")
          .contains("Config: refused.toml line 10.", "[E-AUTH, exit 3]")
          .contains("is not trusted (self-signed, CN=home, valid to ", "      SHA-256 ")
          .contains("tls.pin-sha256", "[E-TLS, exit 5]")
          .contains("It has: \"Friends\", \"Closed\".", "Did you mean \"Friends\"?")
          .contains("\"Closed\" in store \"phone\" is read-only for alice", "[E-RO, exit 8]")
          .contains("0 added   0 changed   0 deleted   0 skipped   20 not written");
    }
  }

  /** Whether the script can make the troubles of servers here. */
  private static boolean isServerThere() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "radicale")));
  }

  private static String messages() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("./messages").redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }
}
