/** Parameter files: DJL's {@code .params}, NPZ and safetensors; reading, sealing, describing. */
@NullMarked
package io.gradlab.params;

import org.jspecify.annotations.NullMarked;
