/** Paths under which cameras commonly give their stream, by the manuals of widespread ones. */
export const RTSP_PATHS: readonly string[] = [
  '/',
  '/live',
  '/stream1',
  '/h264',
  '/Streaming/Channels/101',
  '/cam/realmonitor?channel=1&subtype=0',
  '/11',
  '/onvif1',
];
