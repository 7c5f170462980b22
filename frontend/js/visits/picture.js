// A photo as it is kept and sent: no wider nor higher than this, and without what the camera wrote.
const MOST = 1600

export async function small(file) {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return file
  const scale = Math.min(1, MOST / Math.max(picture.width, picture.height))
  const canvas = document.createElement("canvas")
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8))
  return new File([blob], "photo.jpg", { type: "image/jpeg" })
}
