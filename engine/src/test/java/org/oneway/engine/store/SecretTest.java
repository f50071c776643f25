// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SecretTest {
  private static final String CANARY = "c4n4ry-\"é";

  private final Secret secret = new Secret(CANARY.toCharArray());

  @Test
  @DisplayName("S20 a secret prints as three stars, alone and in whatever holds it")
  void printsAsStars() {
    SecretSource source =
        new SecretSource() {
          @Override
          public Secret get() {
            return secret;
          }

          @Override
          public String origin() {
            return "a test";
          }
        };
    StoreSettings settings =
        new StoreSettings(
            "phone", Path.of("."), Map.of(), Map.of("password", source), () -> Instant.EPOCH);

    assertThat(secret).hasToString("***");
    assertThat(settings.toString()).doesNotContain(CANARY);
    assertThat(String.valueOf(secret.hashCode()))
        .isEqualTo(String.valueOf(new Secret("x".toCharArray()).hashCode()));
  }

  @Test
  @DisplayName("S20 a secret cannot be written as JSON, nor as a Java object")
  void isNotSerialised() throws JsonProcessingException {
    assertThatThrownBy(() -> new ObjectMapper().writeValueAsString(secret))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageNotContaining(CANARY);
    ObjectMapper curious =
        new ObjectMapper()
            .setVisibility(PropertyAccessor.ALL, Visibility.ANY)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
    assertThat(curious.writeValueAsString(secret)).isEqualTo("{}");
    assertThat(secret).isNotInstanceOf(Serializable.class);
  }

  @Test
  void secretsAreEqualByTheirCharacters() {
    assertThat(secret).isEqualTo(new Secret(CANARY.toCharArray()));
    assertThat(secret).isNotEqualTo(new Secret((CANARY + "x").toCharArray()));
    assertThat(secret).isNotEqualTo(CANARY);
  }

  @Test
  void whoBorrowsASecretKeepsNothingOfIt() {
    char[] borrowed = secret.use(characters -> characters);

    assertThat(borrowed).containsOnly('\0');
    assertThat(secret.<String>use(String::new)).isEqualTo(CANARY);
  }

  @Test
  void aSecretIsNeverEmpty() {
    assertThatThrownBy(() -> new Secret(new char[0])).isInstanceOf(IllegalArgumentException.class);
  }
}
