// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.store.StoreException;

/** What the doctor says of a store at a server: its secret, its certificates, its sign-in. */
final class DoctorServersTest {
  @TempDir Path directory;

  private static final String CONFIG =
      """
      version = 1
      state = "state"
      [store.file]
      type = "vcard"
      path = "source.vcf"
      [store.phone]
      type = "server"
      url = "https://book.example/"
      auth = { username = "ada", password.env = "PHONE" }
      tls.ca-file = "ca.pem"
      [sync.contacts]
      from = "file"
      to = "phone"
      """;

  @Test
  void aStoreAtAServerThatIsWellIsWell() throws IOException {
    Desk desk = desk(new ServerBook()).withVariables(Map.of("PHONE", "hunter2"));
    ca("rw-r--r--");

    Desk.Answer answer = desk.oneway("doctor");

    assertThat(answer.exit()).as(answer.all()).isZero();
    assertThat(answer.out())
        .contains("The auth.password of store \"phone\" comes from the variable PHONE")
        .contains(
            "tls.ca-file of store \"phone\", " + directory.resolve("ca.pem") + ", can be read")
        .doesNotContain("hunter2");
  }

  @Test
  void aCertificateThatIsNotThereIsAnError() {
    Desk desk = desk(new ServerBook()).withVariables(Map.of("PHONE", "hunter2"));

    JsonNode ill = ill(desk, "paths");

    assertThat(ill.path("level").asText()).isEqualTo("error");
    assertThat(ill.path("what").asText()).contains("tls.ca-file").contains("is not there");
    assertThat(ill.path("exit").asInt()).isEqualTo(10);
  }

  @Test
  void aCertificateThatOthersMayChangeIsAWarning() throws IOException {
    Desk desk = desk(new ServerBook()).withVariables(Map.of("PHONE", "hunter2"));
    ca("rw-rw-r--");

    assertThat(ill(desk, "paths").path("remedy").asText()).contains("chmod go-w");
  }

  @Test
  void aSecretThatIsNotThereIsAnError() throws IOException {
    Desk desk = desk(new ServerBook());
    ca("rw-------");

    assertThat(ill(desk, "secrets").path("what").asText())
        .contains("auth.password")
        .contains("PHONE, which is not set");
  }

  @Test
  void allThatAFailureSaysIsTold() throws IOException {
    ServerBook strange =
        new ServerBook()
            .failingWith(() -> new StoreException.Untrusted("Not trusted\n  SHA-256 4F", "Pin it"));
    ca("rw-------");

    JsonNode ill = ill(desk(strange).withVariables(Map.of("PHONE", "hunter2")), "stores");

    assertThat(ill.path("what").asText()).isEqualTo("Not trusted");
    assertThat(ill.path("why").asText()).startsWith("SHA-256 4F\n");
    assertThat(ill.path("exit").asInt()).isEqualTo(5);
  }

  private static JsonNode ill(Desk desk, String check) {
    List<JsonNode> found =
        StreamSupport.stream(
                desk.oneway("doctor", "--json").json().path("findings").spliterator(), false)
            .filter(finding -> !finding.path("level").asText().equals("ok"))
            .filter(finding -> finding.path("check").asText().equals(check))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private void ca(String rights) throws IOException {
    Path file = Files.writeString(directory.resolve("ca.pem"), "x");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }

  private Desk desk(ServerBook server) {
    Desk desk = new Desk(directory).with(server.parts());
    desk.write("source.vcf", Cards.people(0, 2));
    desk.write("oneway.toml", CONFIG);
    return desk;
  }
}
