/** Small graphs in the text form of `parseGraph`; each reads `x` float32 [1, 3, 8, 6] and gives `y`. `tinyGraph` fills weights left out. */
export const tfliteGraphs: Readonly<Record<string, string>> = {
  'padding no rule states': `graph tiny opset 17
input x float32[1,3,8,6]
constant zero float32[] = {0}
constant six float32[] = {6}
constant w float32[4,3,3,3] = …
constant b float32[4] = {0.5, -0.25, 1, 0}
conv = Conv(x, w, b) kernel_shape=[3,3] strides=[2,2] dilations=[1,1] pads=[1,1,1,1] group=1
y = Clip(conv, zero, six)
output y float32[1,4,4,3]
`,
  'dilated depthwise layer and a shortcut': `graph tiny opset 17
input x float32[1,3,8,6]
constant w float32[3,1,3,3] = …
constant b float32[3] = {0, 0.125, -0.5}
conv = Conv(x, w, b) kernel_shape=[3,3] strides=[1,1] dilations=[2,2] pads=[2,2,2,2] group=3
sum = Add(x, conv)
y = Relu(sum)
output y float32[1,3,8,6]
`,
  'classifier head': `graph tiny opset 17
input x float32[1,3,8,6]
constant w float32[5,3] = …
constant b float32[5] = {0, 1, -1, 0.5, 0.25}
pool = GlobalAveragePool(x)
flat = Flatten(pool) axis=1
logits = Gemm(flat, w, b) transB=1
y = Softmax(logits) axis=-1
output y float32[1,5]
`,
  'boxes of two maps': `graph tiny opset 17
input x float32[1,3,8,6]
constant shape int64[3] = {0, -1, 3}
pooled = MaxPool(x) kernel_shape=[2,2] strides=[2,2] pads=[0,0,0,0]
a = Transpose(x) perm=[0,2,3,1]
b = Transpose(pooled) perm=[0,2,3,1]
c = Reshape(a, shape)
d = Reshape(b, shape)
e = Concat(c, d) axis=1
y = Sigmoid(e)
output y float32[1,60,3]
`,
  'enlarged map': `graph tiny opset 17
input x float32[1,3,8,6]
constant scales float32[4] = {1, 1, 2, 3}
y = Resize(x, "", scales) mode='linear' coordinate_transformation_mode='half_pixel'
output y float32[1,3,16,18]
`,
}
